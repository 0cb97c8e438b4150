using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhdx;
using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vhdx;

public sealed class VhdxImageTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("subformat=dynamic,block_size=1M", 5 * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=dynamic", (100 * MiB) + 512, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=dynamic,block_size=8M", 9000L * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=dynamic,block_size=256M,log_size=4M", 300 * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=fixed,block_size=1M", 3 * MiB, DiskImageSubformat.Fixed)]
    public void Reads_what_qemu_wrote(string options, long size, DiskImageSubformat subformat)
    {
        string path = _folder.Combine("disk.bin");
        // 4500 MiB lies behind the first bitmap entry of the table, where a reader that forgets it goes wrong.
        QemuImage.Create(path, "vhdx", size, options, (0, 512, 1), (70_000, 9_000, 2), (size / 2 / 512 * 512, 5000, 3), (size - 1000, 1000, 4));

        using DiskImage image = DiskImage.Open(path);

        Assert.Equal((DiskImageFormat.Vhdx, subformat), (image.Format, image.Subformat));
        Assert.Empty(image.Remarks);
        Assert.True(image.AllocatedLength <= image.Length);
        Assert.Equal(512, image.LogicalSectorSize);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vhdx", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void A_disk_that_was_never_closed_is_read_with_its_log_replayed()
    {
        string path = Corpus.Open("disks/linux-needs-log-replay.vhdx");
        string replayed = _folder.Combine("replayed.vhdx");
        File.Copy(path, replayed);
        ExternalTool.Require("qemu-img").Run("check", "-r", "all", replayed).EnsureSuccess();
        byte[] before = File.ReadAllBytes(path);

        using (DiskImage image = DiskImage.Open(path))
        {
            Assert.Contains(image.Remarks, r => r.Text.Contains("replayed in memory"));
            Assert.Equal(2, PartitionTable.Read(image).Partitions.Count);
            SourceAssert.EqualsFile(QemuImage.ConvertToRaw(replayed, "vhdx", _folder.Combine("disk.raw")), image);
        }

        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MiB - (4 * 4096))]
    public void A_log_is_replayed_in_its_order_and_around_its_end(int start)
    {
        string path = CreateDynamic();
        byte[] before = File.ReadAllBytes(path);
        QemuImage.Write(path, "vhdx", (0, 4096, 7), (6 * MiB, MiB, 8));
        string unreplayed = _folder.Combine("unreplayed.vhdx");
        File.WriteAllBytes(unreplayed, UnreplayedLog.Make(before, File.ReadAllBytes(path), start));

        using DiskImage image = DiskImage.Open(unreplayed);

        Assert.Contains("3 entries", Assert.Single(image.Remarks).Text);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vhdx", _folder.Combine("disk.raw")), image);

        ExternalTool.Require("qemu-img").Run("check", "-r", "all", unreplayed).EnsureSuccess();
        QemuImage.AssertIdentical(path, "vhdx", unreplayed, "vhdx");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(25)]
    public void The_log_of_a_writer_that_was_killed_is_replayed_as_qemu_does(int writes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "qemu-io kills itself by a signal.");
        string path = CreateDynamic(), unreplayed = _folder.Combine("unreplayed.vhdx"), repaired = _folder.Combine("repaired.vhdx");
        var random = new Random(writes);
        IEnumerable<string> commands = Enumerable.Range(0, writes).SelectMany(i => new[] { "-c", $"write -q -P {i + 10} {random.Next(1920) * 4096L} {random.Next(1, 80) * 4096}" });
        Assert.NotEqual(0, ExternalTool.Require("qemu-io").Run(["-f", "vhdx", .. commands, "-c", "sigraise 9", path]).ExitCode);
        byte[] before = UnreplayedLog.TakeBack(File.ReadAllBytes(path));
        File.WriteAllBytes(unreplayed, before);
        File.WriteAllBytes(repaired, before);
        ExternalTool.Require("qemu-img").Run("check", "-r", "all", repaired).EnsureSuccess();
        QemuImage.AssertIdentical(path, "vhdx", repaired, "vhdx");

        using (DiskImage image = DiskImage.Open(unreplayed))
        {
            Assert.Contains(image.Remarks, remark => remark.Text.Contains("replayed in memory"));
            SourceAssert.EqualsFile(QemuImage.ConvertToRaw(repaired, "vhdx", _folder.Combine("disk.raw")), image);
            SourceAssert.ExtentsCoverAllData(image);
        }

        Assert.Equal(before, File.ReadAllBytes(unreplayed));
    }

    [Fact]
    public async Task Copies_made_while_qemu_writes_read_as_qemu_repairs_them_or_are_refused()
    {
        string path = _folder.Combine("busy.vhdx"), copy = _folder.Combine("copy.vhdx"), repaired = _folder.Combine("repaired.vhdx");
        QemuImage.Create(path, "vhdx", 64 * MiB, "block_size=1M");
        IEnumerable<string> commands = Enumerable.Range(0, 60).SelectMany(i => new[] { "-c", $"write -q -P {i + 1} {i * MiB} 65536", "-c", "flush" });
        ExternalTool qemu = ExternalTool.Require("qemu-io");
        var writing = Task.Run(() => qemu.Run(["-f", "vhdx", .. commands, path]).EnsureSuccess());
        bool isLast, isRead;
        do
        {
            // The last copy is of the file as qemu left it, which has to be read.
            isLast = writing.IsCompleted;
            using (FileStream from = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), to = File.Create(copy)) from.CopyTo(to);
            File.Copy(copy, repaired, overwrite: true);
            bool isRepaired = ExternalTool.Require("qemu-img").Run("check", "-r", "all", repaired).ExitCode == 0;
            try
            {
                using DiskImage image = DiskImage.Open(copy);
                if (isRepaired) SourceAssert.EqualsFile(QemuImage.ConvertToRaw(repaired, "vhdx", _folder.Combine("disk.raw")), image);
                isRead = true;
            }
            catch (DiskFormatException e)
            {
                Assert.True(e.Reason.Length > 0);
                isRead = false;
            }
        }
        while (!isLast);

        await writing;
        Assert.True(isRead);
    }

    [Fact]
    public void A_file_shorter_than_its_log_says_is_refused()
    {
        string path = CreateDynamic();
        byte[] before = File.ReadAllBytes(path);
        QemuImage.Write(path, "vhdx", (6 * MiB, MiB, 8));
        byte[] unreplayed = UnreplayedLog.Make(before, File.ReadAllBytes(path), 0);
        Assert.Contains("cut off", Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(unreplayed[..^MiB]))).Reason);
    }

    [Fact]
    public void A_damaged_log_is_not_passed_over()
    {
        byte[] bytes = Corpus.ReadAllBytes("disks/linux-needs-log-replay.vhdx");
        // The log of this file starts at 1 MiB; every entry in it is made unreadable.
        for (int offset = MiB; offset < 2 * MiB; offset += 4096) bytes[offset + 100] ^= 0x55;
        Assert.Contains("log", Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(bytes))).Reason);
    }

    [Fact]
    public void The_second_header_and_region_table_stand_in_for_the_first()
    {
        string path = CreateDynamic();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[(64 * 1024) + 9] ^= 1;
        bytes[(192 * 1024) + 9] ^= 1;
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));
        Assert.Equal(5, image.ReadBytes(3 * MiB, 1)[0]);
        Assert.Equal(2, image.Remarks.Count);

        bytes[(128 * 1024) + 9] ^= 1;
        Assert.Contains("both headers", Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(bytes))).Reason);
    }

    [Fact]
    public void A_chain_of_three_reads_as_one_disk()
    {
        string path = MakeChain();

        using DiskImage image = DiskImage.Open(path);

        Assert.Equal(DiskImageSubformat.Differencing, image.Subformat);
        Assert.Equal("middle.vhdx", Path.GetFileName(image.ParentName!.Replace('\\', '/')));
        byte[] start = image.ReadBytes(0, 8 * 512);
        Assert.Equal([1, 2, 3, 3, 2, 1, 1, 1], Enumerable.Range(0, 8).Select(i => (int)start[i * 512]));
        Assert.Equal(3, image.ReadBytes(5 * MiB, 1)[0]);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void A_parent_that_was_changed_since_is_refused()
    {
        string path = MakeChain();
        QemuImage.Write(_folder.Combine("middle.vhdx"), "vhdx");
        byte[] bytes = File.ReadAllBytes(path);
        int linkage = bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("parent_linkage{")) + 30;
        bytes[linkage] = (byte)(bytes[linkage] == '1' ? '2' : '1');
        File.WriteAllBytes(path, bytes);

        using DiskImage image = DiskImage.Open(path);

        Assert.Contains("its data has the id", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Fact]
    public void Damage_gives_an_error_or_is_survived()
    {
        byte[] bytes = File.ReadAllBytes(CreateDynamic());
        ByteExtent[] metadata = FindMetadata(bytes);
        Mutations.Run(bytes, metadata, 700, ImageReading.ReadEverything);
        // Damage under the checksums, too.
        byte[] replay = Corpus.IsPresent ? Corpus.ReadAllBytes("disks/linux-needs-log-replay.vhdx") : bytes;
        Mutations.Run(replay, [new(64 * 1024, 80), new(MiB, MiB)], 60, ImageReading.ReadEverything);
    }

    [Fact]
    public void Every_truncation_of_the_headers_is_survived()
    {
        byte[] bytes = File.ReadAllBytes(CreateDynamic());
        Mutations.Truncate(bytes, new ByteExtent(512, 4 * MiB), 64 * 1024, ImageReading.ReadEverything);
    }

    [Fact]
    public void The_creator_is_told()
    {
        using var image = (VhdxImage)DiskImage.Open(CreateDynamic());
        Assert.StartsWith("QEMU", image.Creator);
    }

    /// <summary>The places of qemu's structures: metadata items and the start of the block table.</summary>
    private static ByteExtent[] FindMetadata(byte[] bytes)
    {
        int metadata = bytes.AsSpan().IndexOf("metadata"u8);
        int bat = BitConverter.ToInt32(bytes, (192 * 1024) + 16 + 16);
        return [new(64 * 1024, 80), new(192 * 1024, 80), new(metadata, 200), new(metadata + (64 * 1024), 64), new(bat, 80)];
    }

    private string CreateDynamic()
    {
        string path = _folder.Combine("dynamic.vhdx");
        QemuImage.Create(path, "vhdx", 8 * MiB, "block_size=1M", (3 * MiB, 512, 5));
        return path;
    }

    private string MakeChain()
    {
        QemuImage.Create(_folder.Combine("base.vhdx"), "vhdx", 8 * MiB, "block_size=1M", (0, 8 * 512, 1));
        QemuImage.Create(_folder.Combine("middle.vhdx"), "vhdx", 8 * MiB, "block_size=1M", (0, MiB, 2));
        QemuImage.Create(_folder.Combine("child.vhdx"), "vhdx", 8 * MiB, "block_size=1M", (0, MiB, 3), (5 * MiB, 512, 3));
        DifferencingVhdx.Convert(_folder.Combine("middle.vhdx"), DifferencingVhdx.GetDataWriteId(_folder.Combine("base.vhdx")), @".\base.vhdx", 1, 2, 4);
        DifferencingVhdx.Convert(_folder.Combine("child.vhdx"), DifferencingVhdx.GetDataWriteId(_folder.Combine("middle.vhdx")), @".\middle.vhdx", 2, 3, 10240);
        return _folder.Combine("child.vhdx");
    }
}
