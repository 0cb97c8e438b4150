namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>An entry of a directory with its long name, where it has a valid one.</summary>
/// <remarks>
/// <code>
/// short  0 name 8+3   11 attributes u8   12 lower-case flags u8   20 cluster high u16   26 cluster low u16   28 size u32
/// long   0 order u8   1 five characters   11 0x0F   13 checksum of the short name u8   14 six   28 two
/// </code>
/// </remarks>
internal sealed record DirectoryRecord(string LongName, string ShortName, FileAttributes Attributes, uint FirstCluster, uint Size)
{
    public const int EntrySize = 32;

    private const int NameLength = 8;
    private const int ExtensionLength = 3;
    private const byte VolumeLabel = 0x08;
    private const byte LongNameMark = 0x0F;
    private const byte Deleted = 0xE5;

    /// <summary>Stands for a first character 0xE5, which would mean a deleted entry.</summary>
    private const byte EscapedE5 = 0x05;

    public bool IsVolumeLabel => ((byte)Attributes & VolumeLabel) != 0;

    public bool IsDirectory => (Attributes & FileAttributes.Directory) != 0;

    /// <summary>Reads the entries of a directory; those for the directory itself and its parent are left out.</summary>
    /// <param name="directory">The bytes of the directory.</param>
    /// <param name="isWide">Whether cluster numbers have 32 bits.</param>
    public static IEnumerable<DirectoryRecord> ReadAll(ByteSource directory, bool isWide)
    {
        byte[] entry = new byte[EntrySize];
        var longName = new LongNameParts();
        for (long offset = 0; offset + EntrySize <= directory.Length; offset += EntrySize)
        {
            directory.Read(offset, entry, 0, EntrySize);
            if (entry[0] == 0) yield break;
            if (entry[0] == Deleted)
            {
                longName.Clear();
                continue;
            }

            if ((entry[11] & 0x3F) == LongNameMark)
            {
                longName.Add(entry);
                continue;
            }

            string? name = longName.Take(entry);
            if (entry[0] != '.') yield return Parse(entry, name, isWide);
        }
    }

    private static DirectoryRecord Parse(byte[] entry, string? longName, bool isWide)
    {
        if (entry[0] == EscapedE5) entry[0] = Deleted;
        byte attributes = entry[11];
        string name = OemText.Decode(entry, 0, NameLength);
        string extension = OemText.Decode(entry, NameLength, ExtensionLength);
        string shortName = (attributes & VolumeLabel) != 0 ? OemText.Decode(entry, 0, NameLength + ExtensionLength).TrimEnd() : Join(name, extension);
        // NT keeps a name that is all lower case in its parts as a short name with two flags.
        longName ??= Join((entry[12] & 0x08) != 0 ? name.ToLowerInvariant() : name, (entry[12] & 0x10) != 0 ? extension.ToLowerInvariant() : extension);
        uint cluster = entry.U16(26) | (isWide ? (uint)entry.U16(20) << 16 : 0);
        return new DirectoryRecord(longName, shortName, (FileAttributes)attributes, cluster, entry.U32(28));
    }

    private static string Join(string name, string extension) => extension.Length == 0 ? name : $"{name}.{extension}";
}
