using System.Buffers.Binary;
using System.Globalization;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Support;

/// <summary>A raw disk with an MBR and one active FAT32 partition, filled by mtools.</summary>
internal sealed class TestDisk
{
    public const uint Signature = 0x1A2B3C4D;
    public const int PartitionOffset = 63 * 512;
    private const long Length = 96L * 1024 * 1024;

    private readonly string _volume;

    public TestDisk(TemporaryFolder folder, string name = "disk.img", byte type = 0x0C)
    {
        Path = folder.Combine(name);
        _volume = string.Create(CultureInfo.InvariantCulture, $"{Path}@@{PartitionOffset}");
        using (FileStream file = File.Create(Path))
        {
            file.SetLength(Length);
            file.Write(MakeTable(type));
        }

        ExternalTool.Require("mkfs.fat").Run("-F", "32", "-s", "1", "--offset", "63", "-h", "63", Path, ((Length - PartitionOffset) / 1024).ToString(CultureInfo.InvariantCulture)).EnsureSuccess();
    }

    public string Path { get; }

    /// <summary>Puts a file of the host on the disk, with the directories that it needs.</summary>
    public TestDisk Add(string path, string source)
    {
        string target = "::" + path.Replace('\\', '/');
        for (int slash = target.IndexOf('/', 3); slash > 0; slash = target.IndexOf('/', slash + 1))
            ExternalTool.Require("mmd").Run("-D", "s", "-i", _volume, target[..slash]);
        ExternalTool.Require("mcopy").Run("-o", "-i", _volume, source, target).EnsureSuccess();
        return this;
    }

    /// <summary>Puts a file with the given bytes on the disk.</summary>
    public TestDisk Add(string path, byte[] content)
    {
        string source = Path + ".part";
        File.WriteAllBytes(source, content);
        Add(path, source);
        File.Delete(source);
        return this;
    }

    private static byte[] MakeTable(byte type)
    {
        var sector = new byte[512];
        BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(0x1B8), Signature);
        Span<byte> entry = sector.AsSpan(0x1BE, 16);
        entry[0] = 0x80;
        entry[4] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], PartitionOffset / 512);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)((Length - PartitionOffset) / 512));
        sector[510] = 0x55;
        sector[511] = 0xAA;
        return sector;
    }
}
