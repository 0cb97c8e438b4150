using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Guests.Tests.PortableExecutable;

/// <summary>Makes the smallest program file that has a version resource.</summary>
internal static class TestProgram
{
    private const int PeOffset = 0x80;
    private const int SectionOffset = 0x400;
    private const uint SectionAddress = 0x3000;

    public static byte[] Create(ushort machine, Version version, string originalName)
    {
        bool isWide = machine is 0x8664 or 0x0200 or 0xAA64;
        byte[] resource = Resource(version, originalName);
        var file = new byte[SectionOffset + resource.Length];
        "MZ"u8.CopyTo(file);
        Write32(file, 60, PeOffset);
        "PE\0\0"u8.CopyTo(file.AsSpan(PeOffset));
        Write16(file, PeOffset + 4, machine);
        Write16(file, PeOffset + 6, 1);
        int optionalLength = isWide ? 240 : 224;
        Write16(file, PeOffset + 20, optionalLength);
        int optional = PeOffset + 24;
        Write16(file, optional, isWide ? 0x20B : 0x10B);
        int directories = optional + (isWide ? 108 : 92);
        Write32(file, directories, 16);
        Write32(file, directories + 4 + 16, SectionAddress);
        Write32(file, directories + 4 + 20, (uint)resource.Length);
        int section = optional + optionalLength;
        ".rsrc"u8.CopyTo(file.AsSpan(section));
        Write32(file, section + 12, SectionAddress);
        Write32(file, section + 16, (uint)resource.Length);
        Write32(file, section + 20, SectionOffset);
        resource.CopyTo(file, SectionOffset);
        return file;
    }

    private static byte[] Resource(Version version, string originalName)
    {
        byte[] block = VersionBlock(version, originalName);
        var resource = new byte[88 + block.Length];
        Directory(resource, 0, 16, 24 | 0x80000000);
        Directory(resource, 24, 1, 48 | 0x80000000);
        Directory(resource, 48, 0x409, 72);
        Write32(resource, 72, SectionAddress + 88);
        Write32(resource, 76, (uint)block.Length);
        block.CopyTo(resource, 88);
        return resource;
    }

    private static void Directory(byte[] resource, int offset, uint id, uint target)
    {
        Write16(resource, offset + 14, 1);
        Write32(resource, offset + 16, id);
        Write32(resource, offset + 20, target);
    }

    private static byte[] VersionBlock(Version version, string originalName)
    {
        var fixedPart = new byte[52];
        Write32(fixedPart, 0, 0xFEEF04BD);
        Write32(fixedPart, 8, (uint)((version.Major << 16) | version.Minor));
        Write32(fixedPart, 12, (uint)((version.Build << 16) | version.Revision));
        byte[] text = Encoding.Unicode.GetBytes(originalName + '\0');
        byte[] name = Block("OriginalFilename", text, text.Length / 2, isText: true);
        byte[] table = Block("040904b0", [], 0, isText: true, name);
        return Block("VS_VERSION_INFO", fixedPart, fixedPart.Length, isText: false, Block("StringFileInfo", [], 0, isText: true, table));
    }

    private static byte[] Block(string key, byte[] value, int valueLength, bool isText, params byte[][] children)
    {
        var bytes = new List<byte>([0, 0, 0, 0, 0, 0]);
        bytes.AddRange(Encoding.Unicode.GetBytes(key + '\0'));
        Pad(bytes);
        bytes.AddRange(value);
        foreach (byte[] child in children)
        {
            Pad(bytes);
            bytes.AddRange(child);
        }

        byte[] block = [.. bytes];
        Write16(block, 0, block.Length);
        Write16(block, 2, valueLength);
        Write16(block, 4, isText ? 1 : 0);
        return block;
    }

    private static void Pad(List<byte> bytes)
    {
        while (bytes.Count % 4 != 0) bytes.Add(0);
    }

    private static void Write16(byte[] bytes, int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), (ushort)value);

    private static void Write32(byte[] bytes, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
}
