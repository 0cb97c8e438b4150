namespace AzLegacyOs.Disks.Images;

/// <summary>Comparisons of signatures with the first bytes of something.</summary>
internal static class SignatureBytes
{
    public static bool HasAscii(this byte[] bytes, int offset, string text)
    {
        if (offset > bytes.Length - text.Length) return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (bytes[offset + i] != text[i]) return false;
        }

        return true;
    }

    public static bool HasBytes(this byte[] bytes, int offset, params byte[] signature) =>
        offset <= bytes.Length - signature.Length && bytes.AsSpan(offset, signature.Length).SequenceEqual(signature);
}
