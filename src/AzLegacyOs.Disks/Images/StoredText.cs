namespace AzLegacyOs.Disks.Images;

/// <summary>Text as it comes out of fixed-size fields.</summary>
internal static class StoredText
{
    /// <summary>The text before the first NUL.</summary>
    public static string TrimAtNull(this string text)
    {
        int end = text.IndexOf('\0');
        return end < 0 ? text : text.Substring(0, end);
    }
}
