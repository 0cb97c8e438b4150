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

    private static readonly string[] Keys = [Linkage, SecondLinkage, .. PathKeys];
    private static readonly int LongestKey = Keys.Max(key => key.Length * sizeof(char));

    /// <summary>Reads the pairs with these keys; those that do not fit into the bytes are left out. Texts may overlap, so that a small forged
    /// locator could hold any number of other long ones.</summary>
    public static Dictionary<string, string> Parse(byte[] bytes)
    {
        Dictionary<string, string> pairs = new(StringComparer.OrdinalIgnoreCase);
        if (bytes.Length < 20) return pairs;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(18));
        for (int i = 0; i < count && 20 + (i * 12) + 12 <= bytes.Length; i++)
        {
            ReadOnlySpan<byte> entry = bytes.AsSpan(20 + (i * 12), 12);
            ushort keyLength = BinaryPrimitives.ReadUInt16LittleEndian(entry.Slice(8));
            string? key = keyLength > LongestKey ? null : ReadText(bytes, BinaryPrimitives.ReadUInt32LittleEndian(entry), keyLength);
            if (key is null || !Keys.Contains(key, StringComparer.OrdinalIgnoreCase)) continue;
            if (ReadText(bytes, BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4)), BinaryPrimitives.ReadUInt16LittleEndian(entry.Slice(10))) is string value) pairs[key] = value;
        }

        return pairs;
    }

    private static string? ReadText(byte[] bytes, uint offset, ushort length) =>
        offset + (long)length > bytes.Length ? null : Encoding.Unicode.GetString(bytes, (int)offset, length).TrimAtNull();
}
