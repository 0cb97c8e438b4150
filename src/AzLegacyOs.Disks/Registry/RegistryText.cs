using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>Text as hives hold it, kept code unit for code unit: a name that is not well-formed Unicode must still compare equal to itself.</summary>
internal static class RegistryText
{
    /// <summary>Texts up to this length, in bytes or characters, are gathered on the stack: nearly all names, of which thousands are read.</summary>
    public const int ShortLength = 128;

    /// <summary>A name whose flag says one byte per character: code points below 256, not a code page.</summary>
    public static string FromLatin1(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = bytes.Length <= ShortLength ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (int i = 0; i < characters.Length; i++) characters[i] = (char)bytes[i];
        return characters.ToString();
    }

    /// <summary>UTF-16, little-endian; an odd last byte is no character.</summary>
    public static string FromUtf16(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length / 2;
        Span<char> characters = length <= ShortLength ? stackalloc char[length] : new char[length];
        for (int i = 0; i < characters.Length; i++)
            characters[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(i * 2));
        return characters.ToString();
    }

    /// <summary>The part of a text in UTF-16 before its first NUL; all of it where there is none.</summary>
    public static ReadOnlySpan<byte> BeforeNul(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            if (bytes[i] == 0 && bytes[i + 1] == 0) return bytes.Slice(0, i);
        }

        return bytes;
    }

    /// <summary>The strings up to the first empty one; neither terminator needs to be there.</summary>
    public static IReadOnlyList<string> SplitStrings(string text)
    {
        var strings = new List<string>();
        for (int start = 0; start < text.Length && text[start] != '\0';)
        {
            int end = text.IndexOf('\0', start);
            if (end < 0) end = text.Length;
            strings.Add(text.Substring(start, end - start));
            start = end + 1;
        }

        return strings;
    }

    /// <summary>A FILETIME, or null where it is unset (0) or beyond what a date can be.</summary>
    public static DateTime? ToDateTime(long fileTime)
    {
        const long LastFileTime = 2650467743999999999;
        return fileTime is > 0 and <= LastFileTime ? DateTime.FromFileTimeUtc(fileTime) : null;
    }
}
