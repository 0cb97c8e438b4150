using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>One line of an attribute list: which record holds which attribute, or which extent of one.</summary>
/// <param name="Type">Type of the attribute.</param>
/// <param name="Name">Name of the attribute.</param>
/// <param name="FirstVcn">First cluster that the extent maps.</param>
/// <param name="Record">The record that holds it.</param>
/// <param name="Id">The id of the attribute in that record.</param>
internal sealed record AttributeListEntry(AttributeType Type, string Name, long FirstVcn, FileReference Record, ushort Id)
{
    /// <summary>The greatest size that Windows gives an attribute list.</summary>
    public const int MaxListSize = 256 << 10;

    private const int HeaderSize = 26;

    /// <summary>Reads a whole list, in the order in which it is stored.</summary>
    /// <remarks>
    /// <code>
    /// 0 type u32   4 length u16   6 name length u8   7 name offset u8   8 first VCN u64   16 record u64   24 id u16   26 name
    /// </code>
    /// </remarks>
    /// <exception cref="DiskFormatException">A length or offset leaves the list.</exception>
    public static List<AttributeListEntry> ParseAll(FileRecord owner, byte[] list)
    {
        var entries = new List<AttributeListEntry>();
        int offset = 0;
        while (offset < list.Length)
        {
            int left = list.Length - offset;
            int length = left < HeaderSize ? 0 : list.U16(offset + 4);
            if (length < HeaderSize || length > left) throw owner.Fault(0, $"the attribute list breaks off at byte {offset} of {list.Length}");

            int nameLength = list[offset + 6] * 2;
            int nameOffset = list[offset + 7];
            if (nameLength > 0 && nameOffset + nameLength > length) throw owner.Fault(0, $"a name leaves its entry at byte {offset} of the attribute list");

            entries.Add(new AttributeListEntry(
                (AttributeType)list.U32(offset),
                nameLength == 0 ? "" : Encoding.Unicode.GetString(list, offset + nameOffset, nameLength),
                list.I64(offset + 8),
                new FileReference(list.U64(offset + 16)),
                list.U16(offset + 24)));
            offset += length;
        }

        return entries;
    }
}
