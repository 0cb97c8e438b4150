using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Support;

/// <summary>Makes hives: the smallest one there can be, filled by hivexregedit.</summary>
internal static class TestHive
{
    private const int BlockLength = 4096;

    /// <summary>
    /// Writes a hive from the text of a .reg file whose keys start with '\'. Parents of keys may be left out, and a list may be
    /// written as multi:"a","b"; hivexregedit wants a blank line before each key.
    /// </summary>
    public static string Create(TemporaryFolder folder, string name, string registryText, string rootName = "$$$PROTO.HIV")
    {
        var hivexregedit = ExternalTool.Require("hivexregedit");
        string path = folder.Combine(name);
        string text = folder.Combine(name + ".reg");
        File.WriteAllBytes(path, Empty(rootName));
        File.WriteAllText(text, "Windows Registry Editor Version 5.00\n\n" + Complete(registryText) + "\n");
        hivexregedit.Run("--merge", "--prefix", "", path, text).EnsureSuccess();
        return path;
    }

    private static string Complete(string registryText)
    {
        var text = new StringBuilder();
        foreach (string line in registryText.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith('[')) text.Append('\n');
            for (int slash = line.StartsWith('[') ? line.IndexOf('\\', 2) : -1; slash > 0; slash = line.IndexOf('\\', slash + 1))
                text.Append(line, 0, slash).Append("]\n\n");

            int list = line.IndexOf("=multi:", StringComparison.Ordinal);
            text.Append(list < 0 ? line : line[..list] + "=hex(7):" + ToList(line[(list + 7)..])).Append('\n');
        }

        return text.ToString();
    }

    private static string ToList(string quoted)
    {
        IEnumerable<string> items = quoted.Split(',').Select(item => item.Trim().Trim('"')).Where(item => item.Length > 0);
        byte[] bytes = Encoding.Unicode.GetBytes(string.Concat(items.Select(item => item + '\0')) + '\0');
        return string.Join(',', bytes.Select(b => b.ToString("x2")));
    }

    /// <summary>Base block, and one bin with the root key and its security descriptor.</summary>
    public static byte[] Empty(string rootName)
    {
        byte[] name = Encoding.Latin1.GetBytes(rootName);
        const int KeyCell = 32;
        int securityCell = KeyCell + CellLength(76 + name.Length);
        byte[] descriptor = Convert.FromHexString(
            "010004801400000020000000000000002C000000" + "010100000000000512000000" + "010100000000000512000000"
            + "02001C0001000000" + "000014003F000F00" + "010100000000000512000000");

        var hive = new byte[BlockLength * 2];
        Span<byte> hiveBase = hive.AsSpan(0, BlockLength);
        "regf"u8.CopyTo(hiveBase);
        Write(hiveBase, 4, 1);
        Write(hiveBase, 8, 1);
        Write(hiveBase, 20, 1);
        Write(hiveBase, 24, 5);
        Write(hiveBase, 32, 1);
        Write(hiveBase, 36, KeyCell);
        Write(hiveBase, 40, BlockLength);
        Write(hiveBase, 44, 1);
        uint checksum = 0;
        for (int i = 0; i < 508; i += 4) checksum ^= BinaryPrimitives.ReadUInt32LittleEndian(hiveBase[i..]);
        Write(hiveBase, 508, checksum);

        Span<byte> bin = hive.AsSpan(BlockLength);
        "hbin"u8.CopyTo(bin);
        Write(bin, 8, BlockLength);

        Span<byte> key = AllocateCell(bin, KeyCell, 76 + name.Length);
        "nk"u8.CopyTo(key);
        key[2] = 0x2C;
        foreach (int none in new[] { 28, 32, 40, 48 }) Write(key, none, uint.MaxValue);
        Write(key, 44, (uint)securityCell);
        BinaryPrimitives.WriteUInt16LittleEndian(key[72..], (ushort)name.Length);
        name.CopyTo(key[76..]);

        Span<byte> security = AllocateCell(bin, securityCell, 20 + descriptor.Length);
        "sk"u8.CopyTo(security);
        Write(security, 4, (uint)securityCell);
        Write(security, 8, (uint)securityCell);
        Write(security, 12, 1);
        Write(security, 16, (uint)descriptor.Length);
        descriptor.CopyTo(security[20..]);

        int free = securityCell + CellLength(20 + descriptor.Length);
        Write(bin, free, (uint)(BlockLength - free));
        return hive;
    }

    private static Span<byte> AllocateCell(Span<byte> bin, int offset, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bin[offset..], -CellLength(length));
        return bin.Slice(offset + 4, length);
    }

    private static int CellLength(int length) => (length + 4 + 7) & ~7;

    private static void Write(Span<byte> bytes, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[offset..], value);
}
