namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Undoes the protection against torn writes of file records, index blocks and restart pages.</summary>
/// <remarks>
/// The last two bytes of each 512 bytes hold the update sequence number on disk; the bytes that belong there are kept in an
/// array in the header. The stride is 512 bytes on disks with larger sectors too.
/// </remarks>
internal static class FixUp
{
    private const int Stride = 512;

    /// <summary>Restores the bytes in place.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Apply(byte[] block)
    {
        int offset = block.U16(4);
        int count = block.U16(6);
        int strides = block.Length / Stride;
        if (count != strides + 1) return $"the update sequence array has {count} entries where {strides + 1} belong";
        if (offset < 8 || offset % 2 != 0 || offset + count * 2 > block.Length) return $"the update sequence array is at {offset}";

        ushort number = block.U16(offset);
        for (int i = 1; i < count; i++)
        {
            int end = i * Stride - 2;
            if (block.U16(end) != number) return $"a torn write: sector {i} does not belong to the rest";
            block[end] = block[offset + i * 2];
            block[end + 1] = block[offset + i * 2 + 1];
        }

        return null;
    }
}
