using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Guests.PortableExecutable;

/// <summary>Reads the blocks of a version resource.</summary>
/// <remarks>
/// VS_VERSIONINFO, https://learn.microsoft.com/windows/win32/menurc/vs-versioninfo. A block is: length, value length and type (16 bits each),
/// a key in UTF-16 with its NUL, padding to 32 bits, the value, padding, children.
/// </remarks>
internal static class VersionBlock
{
    private const string OriginalName = "OriginalFilename";
    private const string CompanyName = "CompanyName";
    private const uint FixedSignature = 0xFEEF04BD;
    private const int FixedLength = 52;
    private const int HeaderLength = 6;
    private const int DepthLimit = 4;
    private const int BlockLimit = 512;

    /// <summary>Reads the fixed version and the strings of the first language; null where the fixed part is not there.</summary>
    public static FileVersion? Parse(byte[] resource)
    {
        if (ReadHead(resource, 0, resource.Length) is not { } root || root.Key != "VS_VERSION_INFO") return null;
        if (root.ValueLength < FixedLength || root.ValueOffset > resource.Length - FixedLength) return null;

        ReadOnlySpan<byte> fixedPart = resource.AsSpan(root.ValueOffset, FixedLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != FixedSignature) return null;
        uint high = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.Slice(8));
        uint low = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.Slice(12));

        var strings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int budget = BlockLimit;
        ReadChildren(resource, root, strings, 1, ref budget);
        return new FileVersion(
            new Version((int)(high >> 16), (int)(high & 0xFFFF), (int)(low >> 16), (int)(low & 0xFFFF)),
            strings.TryGetValue(OriginalName, out string? original) ? original : null,
            strings.TryGetValue(CompanyName, out string? company) ? company : null);
    }

    private static void ReadChildren(byte[] resource, Block parent, Dictionary<string, string> strings, int depth, ref int budget)
    {
        int offset = Align(parent.ValueOffset + parent.ValueLength);
        while (offset < parent.End && budget-- > 0)
        {
            if (ReadHead(resource, offset, parent.End) is not { } block) return;
            if (depth == DepthLimit - 1)
            {
                if (IsWanted(block.Key) && !strings.ContainsKey(block.Key))
                    strings.Add(block.Key, ReadText(resource, block.ValueOffset, Math.Min(block.End, block.ValueOffset + block.ValueLength)));
            }
            else if (depth > 1 || block.Key == "StringFileInfo")
            {
                ReadChildren(resource, block, strings, depth + 1, ref budget);
            }

            offset = Align(block.End);
        }
    }

    private static bool IsWanted(string key) =>
        key.Equals(OriginalName, StringComparison.OrdinalIgnoreCase) || key.Equals(CompanyName, StringComparison.OrdinalIgnoreCase);

    private static Block? ReadHead(byte[] resource, int offset, int limit)
    {
        if (offset > limit - HeaderLength) return null;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(resource.AsSpan(offset));
        int valueLength = BinaryPrimitives.ReadUInt16LittleEndian(resource.AsSpan(offset + 2));
        bool isText = BinaryPrimitives.ReadUInt16LittleEndian(resource.AsSpan(offset + 4)) == 1;
        if (length < HeaderLength || length > limit - offset) return null;

        int end = offset + length;
        string key = ReadText(resource, offset + HeaderLength, end);
        int valueOffset = Align(offset + HeaderLength + ((key.Length + 1) * 2));
        int valueBytes = isText ? valueLength * 2 : valueLength; // the length of a text is in characters
        return new Block(key, Math.Min(valueOffset, end), Math.Min(valueBytes, Math.Max(0, end - valueOffset)), end);
    }

    private static string ReadText(byte[] resource, int offset, int end)
    {
        int last = offset;
        while (last + 1 < end && (resource[last] != 0 || resource[last + 1] != 0)) last += 2;
        return last > offset ? Encoding.Unicode.GetString(resource, offset, last - offset) : "";
    }

    private static int Align(int offset) => (offset + 3) & ~3;

    private readonly record struct Block(string Key, int ValueOffset, int ValueLength, int End);
}
