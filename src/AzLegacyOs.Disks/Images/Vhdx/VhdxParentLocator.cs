using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>The keys and values by which a differencing VHDX names its parent.</summary>
/// <remarks>MS-VHDX 2.6.2.6. Type id, count at byte 18, from byte 20 on entries {key offset, value offset, key length, value length} of 12 bytes; texts are UTF-16LE.</remarks>
internal static class VhdxParentLocator
{
    /// <summary>The id of the parent's data that the child was made from.</summary>
    public const string Linkage = "parent_linkage";

    /// <summary>A second id that is right as well, kept while a merge is under way.</summary>
    public const string SecondLinkage = "parent_linkage2";

    /// <summary>Keys that hold paths, best first.</summary>
    public static readonly string[] PathKeys = ["relative_path", "absolute_win32_path"];

    /// <summary>Reads the pairs; those that do not fit into the bytes are left out.</summary>
    public static Dictionary<string, string> Parse(byte[] bytes)
    {
        Dictionary<string, string> pairs = new(StringComparer.OrdinalIgnoreCase);
        if (bytes.Length < 20) return pairs;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(18));
        for (int i = 0; i < count && 20 + (i * 12) + 12 <= bytes.Length; i++)
        {
            ReadOnlySpan<byte> entry = bytes.AsSpan(20 + (i * 12), 12);
            string? key = ReadText(bytes, BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt16LittleEndian(entry.Slice(8)));
            string? value = ReadText(bytes, BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4)), BinaryPrimitives.ReadUInt16LittleEndian(entry.Slice(10)));
            if (key is not null && value is not null) pairs[key] = value;
        }

        return pairs;
    }

    private static string? ReadText(byte[] bytes, uint offset, ushort length) =>
        offset + (long)length > bytes.Length ? null : Encoding.Unicode.GetString(bytes, (int)offset, length).TrimAtNull();
}
