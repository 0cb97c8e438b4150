namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Finds zeros, which are left out of what is written.</summary>
internal static class ZeroBytes
{
    private static readonly byte[] Zeros = new byte[64 * 1024];

    /// <summary>Whether all bytes are zero.</summary>
    public static bool Are(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > Zeros.Length; bytes = bytes.Slice(Zeros.Length))
        {
            if (!bytes.Slice(0, Zeros.Length).SequenceEqual(Zeros)) return false;
        }

        return bytes.SequenceEqual(Zeros.AsSpan(0, bytes.Length));
    }
}
