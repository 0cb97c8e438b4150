using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Tests.Images.Vhdx;

/// <summary>Turns dynamic VHDXs into differencing ones by the specification; no tool at hand writes them.</summary>
internal static class DifferencingVhdx
{
    private const int MiB = 1024 * 1024;

    private static readonly Guid BatId = new("2DC27766-F623-4200-9D64-115E9BFD4A08");
    private static readonly Guid MetadataId = new("8B7CA206-4790-4B9A-B8FE-575F050F886E");
    private static readonly Guid FileParametersId = new("CAA16737-FA36-4D43-B3B6-33F0AA44E76B");
    private static readonly Guid ParentLocatorId = new("A8D35F2D-B30B-454D-ABF7-D3D84834AB0C");

    /// <summary>The id by which a child knows this file's data.</summary>
    public static Guid GetDataWriteId(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        bool isSecond = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan((128 * 1024) + 8)) > BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan((64 * 1024) + 8));
        return new Guid(file.AsSpan(((isSecond ? 128 : 64) * 1024) + 32, 16));
    }

    /// <summary>Makes a dynamic VHDX the child of another.</summary>
    /// <param name="path">The file, changed in place.</param>
    /// <param name="parentId">The id of the parent's data.</param>
    /// <param name="relativePath">The path of the parent.</param>
    /// <param name="sectors">The sectors that count as the child's, in blocks that are there; no others do.</param>
    public static void Convert(string path, Guid parentId, string relativePath, params int[] sectors)
    {
        byte[] file = File.ReadAllBytes(path);
        int metadata = FindRegion(file, MetadataId);
        int parameters = metadata + FindItem(file, metadata, FileParametersId);
        file[parameters + 4] |= 2;
        AddLocator(file, metadata, parentId, relativePath);

        int blockSize = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(parameters));
        int ratio = (int)((1L << 23) * 512 / blockSize);
        int bat = FindRegion(file, BatId);
        for (int block = 0; block < ratio && bat + (block * 8) + 8 <= bat + MiB; block++)
        {
            if ((file[bat + (block * 8)] & 7) == 6) file[bat + (block * 8)]++;
        }

        int bitmap = (file.Length + MiB - 1) / MiB * MiB;
        Array.Resize(ref file, bitmap + MiB);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(bat + (ratio * 8)), (ulong)bitmap | 6);
        foreach (int sector in sectors) file[bitmap + (sector / 8)] |= (byte)(1 << (sector % 8));
        File.WriteAllBytes(path, file);
    }

    private static void AddLocator(byte[] file, int metadata, Guid parentId, string relativePath)
    {
        (string Key, string Value)[] pairs = [("parent_linkage", parentId.ToString("B")), ("relative_path", relativePath), ("absolute_win32_path", @"C:\VMs\gone.vhdx")];
        const int Offset = 128 * 1024;
        int locator = metadata + Offset;
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(locator + 18), (short)pairs.Length);
        int text = 20 + (pairs.Length * 12);
        for (int i = 0; i < pairs.Length; i++)
        {
            int entry = locator + 20 + (i * 12);
            byte[] key = Encoding.Unicode.GetBytes(pairs[i].Key);
            byte[] value = Encoding.Unicode.GetBytes(pairs[i].Value);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry), text);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 4), text + key.Length);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(entry + 8), (short)key.Length);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(entry + 10), (short)value.Length);
            key.CopyTo(file, locator + text);
            value.CopyTo(file, locator + text + key.Length);
            text += key.Length + value.Length;
        }

        int count = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(metadata + 10));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(metadata + 10), (short)(count + 1));
        Span<byte> item = file.AsSpan(metadata + 32 + (count * 32), 32);
        ParentLocatorId.ToByteArray().CopyTo(item);
        BinaryPrimitives.WriteInt32LittleEndian(item[16..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(item[20..], text);
        item[24] = 4;
    }

    private static int FindRegion(byte[] file, Guid id)
    {
        for (int entry = (192 * 1024) + 16; ; entry += 32)
        {
            if (new Guid(file.AsSpan(entry, 16)) == id) return BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 16));
        }
    }

    private static int FindItem(byte[] file, int metadata, Guid id)
    {
        for (int entry = metadata + 32; ; entry += 32)
        {
            if (new Guid(file.AsSpan(entry, 16)) == id) return BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 16));
        }
    }
}
