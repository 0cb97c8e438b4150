using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Partitions;

public sealed class PartitionTableTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_primaries_and_logical_partitions_as_sfdisk_wrote_them()
    {
        byte[] disk = MakeWithSfdisk(64 * MiB, """
            label: dos
            label-id: 0xa1b2c3d4
            start=63, size=16002, type=7, bootable
            start=16384, size=16384, type=6
            start=32768, size=65536, type=f
            start=34816, size=8192, type=b
            start=45056, size=8192, type=82
            start=55296, size=8192, type=7
            """);

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal(PartitionTableStyle.Mbr, table.Style);
        Assert.Equal(0xA1B2C3D4, table.MbrSignature);
        Assert.Empty(table.Remarks);
        Assert.Equal(
            [
                (1, 63 * 512L, 16002 * 512L, "07", true, false),
                (2, 16384 * 512L, 16384 * 512L, "06", false, false),
                (3, 32768 * 512L, 65536 * 512L, "0F", false, true),
                (5, 34816 * 512L, 8192 * 512L, "0B", false, false),
                (6, 45056 * 512L, 8192 * 512L, "82", false, false),
                (7, 55296 * 512L, 8192 * 512L, "07", false, false),
            ],
            table.Partitions.Select(p => (p.Number, p.Offset, p.Length, p.Type, p.IsActive, p.IsExtended)));
        Assert.Equal("NTFS/exFAT", table.Partitions[0].TypeName);
    }

    [Fact]
    public void Reads_a_GPT_as_sgdisk_wrote_it()
    {
        byte[] disk = MakeGpt();

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal(PartitionTableStyle.Gpt, table.Style);
        Assert.Equal(Guid.Parse("11111111-2222-3333-4444-555555555555"), table.GptDiskId);
        Assert.Empty(table.Remarks);
        Assert.Equal(
            [
                (1, 2048 * 512L, 8 * MiB, "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "EFI system partition", "ESP"),
                (2, 18432 * 512L, 16 * MiB, "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7", "Basic data", "Büro"),
                (4, 51200 * 512L, 1 * MiB, "5808C8AA-7E8F-42E0-85D2-E1E90434CFB3", "Dynamic disk metadata (LDM)", "x"),
            ],
            table.Partitions.Select(p => (p.Number, p.Offset, (int)p.Length, p.Type, p.TypeName!, p.Name!)));
        Assert.Equal([false, false, true], table.Partitions.Select(p => p.IsDynamicDisk));
        Assert.All(table.Partitions, p => Assert.NotEqual(Guid.Empty, p.Id));
    }

    [Fact]
    public void A_GPT_with_more_partitions_than_Windows_knows_is_read_within_bounds()
    {
        string path = _folder.Combine("many");
        using (FileStream file = File.Create(path)) file.SetLength(32 * MiB);
        IEnumerable<string> partitions = Enumerable.Range(1, 300).SelectMany(i => new[] { "-n", $"{i}:{4096 + (i * 8)}:+7" });
        ExternalTool.Require("sgdisk").Run(["-a", "8", "-S", "512", .. partitions, path]).EnsureSuccess();

        using var disk = new FileByteSource(path);
        var table = PartitionTable.Read(disk);

        Assert.Equal(256, table.Partitions.Count);
        Assert.Contains("more than 256", Assert.Single(table.Remarks).Text);
    }

    [Theory]
    [InlineData(512 + 60, "wrong checksum")]
    [InlineData(1024 + 5, "entries with a wrong checksum")]
    [InlineData(512, "is missing")]
    public void The_backup_GPT_stands_in_for_a_damaged_one(int offset, string problem)
    {
        byte[] disk = MakeGpt();
        disk[offset] ^= 0xFF;

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal(3, table.Partitions.Count);
        string remark = Assert.Single(table.Remarks).Text;
        Assert.Contains(problem, remark);
        Assert.Contains("backup", remark);
    }

    [Fact]
    public void A_GPT_without_its_backup_is_read_with_a_remark()
    {
        byte[] disk = MakeGpt();
        var cut = PartitionTable.Read(new MemorySource(disk[..^MiB]));
        var grown = PartitionTable.Read(new MemorySource([.. disk, .. new byte[MiB]]));

        Assert.Equal(3, cut.Partitions.Count);
        Assert.Contains(cut.Remarks, r => r.Text.Contains("cut off"));
        Assert.Contains(grown.Remarks, r => r.Text.Contains("made larger"));
    }

    [Fact]
    public void A_protective_MBR_without_any_GPT_gives_no_partitions_and_says_why()
    {
        byte[] disk = MakeGpt();
        Array.Clear(disk, 512, 512);
        Array.Clear(disk, disk.Length - 512, 512);

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal(PartitionTableStyle.Gpt, table.Style);
        Assert.Empty(table.Partitions);
        Assert.Contains("not known", Assert.Single(table.Remarks).Text);
    }

    [Fact]
    public void A_hybrid_MBR_is_read_as_GPT_with_a_remark()
    {
        byte[] disk = MakeGpt();
        SetEntry(disk, 0, 1, 0x80, 7, 2048, 4096);

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.True(table.IsHybrid);
        Assert.Equal(3, table.Partitions.Count);
        Assert.Contains("hybrid", Assert.Single(table.Remarks).Text);
    }

    [Fact]
    public void A_4K_disk_counts_in_sectors_of_4096_bytes()
    {
        byte[] disk = MakeMbr(MiB, (0x80, 7, 16, 64));
        Partition partition = Assert.Single(PartitionTable.Read(new MemorySource(disk), 4096).Partitions);
        Assert.Equal((16 * 4096L, 64 * 4096L), (partition.Offset, partition.Length));
    }

    [Fact]
    public void Oddities_are_said()
    {
        byte[] disk = MakeMbr(MiB, (0x80, 7, 63, 1000), (0x80, 0x42, 900, 500), (0, 7, 1500, 5000), (0, 7, 9000, 10));

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal(4, table.Partitions.Count);
        Assert.True(table.Partitions[1].IsDynamicDisk);
        string all = string.Join("; ", table.Remarks.Select(r => r.Text));
        Assert.Contains("2 partitions are marked active", all);
        Assert.Contains("partition 2 starts inside partition 1", all);
        Assert.Contains("partition 3 ends", all);
        Assert.Contains("partition 4 starts beyond the end", all);
    }

    [Fact]
    public void A_partition_opens_as_far_as_the_disk_reaches()
    {
        byte[] bytes = MakeMbr(MiB, (0x80, 7, 2000, 5000), (0, 7, 9000, 10));
        bytes[2000 * 512] = 99;
        var disk = new MemorySource(bytes, "disk.img");
        IReadOnlyList<Partition> partitions = PartitionTable.Read(disk).Partitions;

        using ByteSource volume = partitions[0].Open(disk);

        Assert.Equal(MiB - (2000 * 512), volume.Length);
        Assert.Equal(99, volume.ReadBytes(0, 1)[0]);
        Assert.Equal("partition 1 of disk.img", volume.Name);
        Assert.Throws<DiskFormatException>(() => volume.ReadBytes(volume.Length, 1));
        Assert.Throws<DiskFormatException>(() => partitions[1].Open(disk));
    }

    [Fact]
    public void A_chain_of_logical_partitions_that_bites_its_tail_ends()
    {
        byte[] disk = MakeMbr(MiB, (0, 5, 100, 1500));
        SetEntry(disk, 100 * 512, 0, 0, 7, 10, 20);
        SetEntry(disk, 100 * 512, 1, 0, 5, 200, 300);
        SetEntry(disk, 300 * 512, 0, 0, 7, 10, 20);
        SetEntry(disk, 300 * 512, 1, 0, 5, 0, 300);

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal([1, 5, 6], table.Partitions.Select(p => p.Number));
        Assert.Equal(310 * 512, table.Partitions[2].Offset);
        Assert.Contains("back to an earlier record", Assert.Single(table.Remarks).Text);
    }

    [Theory]
    [InlineData("mkfs.vfat", "-F", "12")]
    [InlineData("mkfs.vfat", "-F", "16")]
    [InlineData("mkfs.vfat", "-F", "32")]
    [InlineData("mkfs.ntfs", "-F", "-Q")]
    public void A_volume_without_a_table_is_no_MBR(string tool, params string[] arguments)
    {
        string path = _folder.Combine("volume");
        using (FileStream file = File.Create(path)) file.SetLength((arguments.Contains("12") ? 4 : 48) * MiB);
        ExternalTool.Require(tool).Run([.. arguments, path]).EnsureSuccess();

        using DiskImage disk = DiskImage.Open(path);
        var table = PartitionTable.Read(disk);

        Assert.Equal((PartitionTableStyle.None, true), (table.Style, table.IsVolume));
        Assert.Empty(table.Partitions);
    }

    [Fact]
    public void An_MBR_with_the_parameter_block_of_FAT_in_it_is_still_an_MBR()
    {
        byte[] disk = MakeMbr(MiB, (0x80, 6, 63, 1000));
        byte[] bootSector = [0xEB, 0x3C, 0x90, .. Encoding.ASCII.GetBytes("MSDOS5.0"), 0, 2, 1, 1, 0, 2, 224, 0, 0, 0, 0xF8];
        bootSector.CopyTo(disk, 0);

        var table = PartitionTable.Read(new MemorySource(disk));

        Assert.Equal(PartitionTableStyle.Mbr, table.Style);
        Assert.Single(table.Partitions);
    }

    [Fact]
    public void An_empty_disk_and_a_boot_loader_have_no_table()
    {
        byte[] loader = new byte[MiB];
        new Random(5).NextBytes(loader.AsSpan(0, 510));
        loader[510] = 0x55;
        loader[511] = 0xAA;

        Assert.Equal(PartitionTableStyle.None, PartitionTable.Read(new MemorySource(new byte[MiB])).Style);
        Assert.Equal(PartitionTableStyle.None, PartitionTable.Read(new MemorySource(loader)).Style);
        Assert.Equal(PartitionTableStyle.None, PartitionTable.Read(new MemorySource(new byte[100])).Style);
    }

    [Theory]
    [InlineData("disks/orc-ntfs.vhd", 128 * 512L)]
    [InlineData("disks/orc-fat12.vhd", 128 * 512L)]
    public void Reads_real_disks(string name, long offset)
    {
        using DiskImage disk = DiskImage.Open(Corpus.Open(name));
        var table = PartitionTable.Read(disk);
        Assert.Equal(PartitionTableStyle.Mbr, table.Style);
        Assert.Equal(offset, table.Partitions[0].Offset);
    }

    [Theory]
    [InlineData("volumes/grr-at-sector-63.disk")]
    [InlineData("volumes/colinfinck-512-byte-clusters.ntfs")]
    public void A_real_volume_is_no_MBR(string name)
    {
        using DiskImage disk = DiskImage.Open(Corpus.Open(name));
        Assert.True(PartitionTable.Read(disk) is { Style: PartitionTableStyle.None, IsVolume: true });
    }

    [Fact]
    public void Damage_is_survived_within_bounds()
    {
        byte[] gpt = MakeGpt();
        byte[] mbr = MakeMbr(MiB, (0x80, 7, 63, 100), (0, 5, 200, 1500));
        SetEntry(mbr, 200 * 512, 0, 0, 7, 10, 20);
        SetEntry(mbr, 200 * 512, 1, 0, 5, 200, 300);
        SetEntry(mbr, 400 * 512, 0, 0, 7, 10, 20);

        Mutations.Run(gpt, [new(440, 72), new(512, 92), new(1024, 512)], 500, ReadAll);
        Mutations.Run(mbr, [new(440, 72), new((200 * 512) + 440, 72), new((400 * 512) + 440, 72)], 2000, ReadAll);
        Mutations.Truncate(mbr, new ByteExtent(512, 210 * 512), 512, ReadAll);
    }

    private static void ReadAll(ByteSource disk)
    {
        var table = PartitionTable.Read(disk);
        Assert.True(table.Partitions.Count <= 300);
        foreach (Partition partition in table.Partitions.Where(p => p.Offset < disk.Length))
        {
            using ByteSource volume = partition.Open(disk);
            volume.ReadBytes(0, (int)Math.Min(512, volume.Length));
        }
    }

    private byte[] MakeWithSfdisk(int length, string script)
    {
        string path = _folder.Combine("disk");
        string scriptPath = _folder.Combine("script");
        using (FileStream file = File.Create(path)) file.SetLength(length);
        File.WriteAllText(scriptPath, script);
        ExternalTool.Require("sh").Run("-c", $"{ExternalTool.Require("sfdisk").Path} -q {path} < {scriptPath}").EnsureSuccess();
        return File.ReadAllBytes(path);
    }

    private byte[] MakeGpt()
    {
        string path = _folder.Combine("gpt");
        using (FileStream file = File.Create(path)) file.SetLength(32 * MiB);
        ExternalTool.Require("sgdisk").Run(
            "-U", "11111111-2222-3333-4444-555555555555",
            "-n", "1:2048:+8M", "-t", "1:EF00", "-c", "1:ESP",
            "-n", "2:18432:+16M", "-t", "2:0700", "-c", "2:Büro",
            "-n", "4:51200:+1M", "-t", "4:5808C8AA-7E8F-42E0-85D2-E1E90434CFB3", "-c", "4:x",
            path).EnsureSuccess();
        return File.ReadAllBytes(path);
    }

    private static byte[] MakeMbr(int length, params (byte Flag, byte Type, uint Start, uint Count)[] entries)
    {
        byte[] disk = new byte[length];
        for (int i = 0; i < entries.Length; i++) SetEntry(disk, 0, i, entries[i].Flag, entries[i].Type, entries[i].Start, entries[i].Count);
        return disk;
    }

    private static void SetEntry(byte[] disk, int record, int index, byte flag, byte type, uint start, uint count)
    {
        Span<byte> entry = disk.AsSpan(record + 446 + (index * 16), 16);
        entry[0] = flag;
        entry[4] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], start);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], count);
        disk[record + 510] = 0x55;
        disk[record + 511] = 0xAA;
    }
}
