namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>An entry of a directory index.</summary>
/// <param name="File">The file.</param>
/// <param name="Key">Its name; null in the entry that ends a node.</param>
/// <param name="SubnodeVcn">The node with the entries that sort before this one; null where there is none.</param>
internal sealed record IndexEntry(FileReference File, FileNameKey? Key, long? SubnodeVcn);

/// <summary>A node of the B-tree of a directory.</summary>
internal static class IndexNode
{
    private const int HeaderSize = 16;
    private const int EntryHeaderSize = 16;
    private const int HasSubnode = 1;
    private const int IsLast = 2;

    /// <summary>Reads the entries, the one that ends the node included.</summary>
    /// <remarks>
    /// <code>
    /// node   0 entries offset u32   4 used u32   8 allocated u32   12 flags u8
    /// entry  0 file reference u64   8 length u16   10 key length u16   12 flags u16   16 key ... subnode VCN in the last 8 bytes
    /// </code>
    /// </remarks>
    /// <param name="bytes">Holds the node.</param>
    /// <param name="header">Byte offset of the node header.</param>
    /// <param name="entries">Takes the entries.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(byte[] bytes, int header, List<IndexEntry> entries)
    {
        if (bytes.Length - header < HeaderSize) return "an index node is cut off";
        uint first = bytes.U32(header);
        uint used = bytes.U32(header + 4);
        if (first < HeaderSize || first > used || used > bytes.Length - header) return $"an index node uses {used} bytes from {first} on";

        int offset = header + (int)first;
        int end = header + (int)used;
        while (end - offset >= EntryHeaderSize)
        {
            int length = bytes.U16(offset + 8);
            int keyLength = bytes.U16(offset + 10);
            int flags = bytes.U16(offset + 12);
            bool hasSubnode = (flags & HasSubnode) != 0;
            if (length > end - offset || length < EntryHeaderSize + (hasSubnode ? 8 : 0)) return $"an index entry is {length} bytes long";

            long? subnode = hasSubnode ? bytes.I64(offset + length - 8) : null;
            if ((flags & IsLast) != 0)
            {
                entries.Add(new IndexEntry(default, null, subnode));
                return null;
            }

            if (keyLength > length - EntryHeaderSize || FileNameKey.Parse(bytes, offset + EntryHeaderSize, keyLength) is not { } key)
                return "an index entry holds no file name";
            entries.Add(new IndexEntry(new FileReference(bytes.U64(offset)), key, subnode));
            offset += length;
        }

        return "an index node has no last entry";
    }
}
