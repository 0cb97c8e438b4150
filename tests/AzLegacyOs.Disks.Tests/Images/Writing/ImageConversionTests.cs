using System.Security.Cryptography;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AzLegacyOs.Disks.Tests.Images.Writing;

public sealed class ImageConversionTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string?, ConversionTarget> Conversions()
    {
        (string Format, string? Options)[] sources =
        [
            ("raw", null), ("vpc", "subformat=dynamic,force_size=on"), ("vpc", "subformat=fixed,force_size=on"), ("vhdx", "subformat=dynamic,block_size=1M"),
            ("vmdk", "subformat=monolithicSparse"), ("vmdk", "subformat=twoGbMaxExtentFlat"), ("qcow2", "cluster_size=4k"), ("vdi", null),
        ];
        var data = new TheoryData<string, string?, ConversionTarget>();
        foreach ((string format, string? options) in sources)
        {
            foreach (ConversionTarget target in Enum.GetValues<ConversionTarget>()) data.Add(format, options, target);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void What_is_written_is_what_was_read(string format, string? options, ConversionTarget target)
    {
        string source = Create(format, options, (33 * MiB) + 1024);
        string path = _folder.Combine("out.img");
        byte[] hash = SHA256.HashData(File.ReadAllBytes(source));

        ConversionResult result;
        using (DiskImage image = DiskImage.Open(source)) result = ImageConversion.Convert(image, path, new ConversionOptions { Target = target, Verify = true });

        QemuImage.AssertSameData(source, format, path, target == ConversionTarget.Raw ? "raw" : "vpc");
        Assert.Equal(hash, SHA256.HashData(File.ReadAllBytes(source)));
        Assert.Equal(new FileInfo(path).Length, result.FileLength);
        Assert.True(result.IsVerified);
        Assert.Empty(Directory.GetFiles(_folder.Path, ".*"));
        using DiskImage written = DiskImage.Open(path);
        Assert.Equal(target == ConversionTarget.FixedVhd ? 34 * MiB : (33 * MiB) + 1024, written.Length);
        Assert.Equal(written.Length, result.DiskLength);
        Assert.Empty(written.Remarks);
    }

    [Fact]
    public void A_fixed_VHD_is_as_Azure_asks_for_and_keeps_its_holes()
    {
        string source = Create("vpc", "subformat=dynamic", 3000L * MiB);
        string path = _folder.Combine("out.vhd");
        using (DiskImage image = DiskImage.Open(source)) ImageConversion.Convert(image, path, new ConversionOptions());

        using var written = (VhdImage)DiskImage.Open(path);
        Assert.Equal(0, written.Length % MiB);
        Assert.Equal(written.Length + 512, written.FileLength);
        Assert.True(written.Footer is { ChecksumValid: true, SavedState: false, DiskType: VhdDiskType.Fixed });
        if (TellsHoles()) Assert.True(written.GetExtents(0, written.Length).Sum(e => e.Length) < 4 * MiB);
    }

    /// <summary>Whether the volume of the temporary files has holes and says where they are.</summary>
    private bool TellsHoles()
    {
        string path = _folder.Combine("hole");
        using (FileStream file = File.Create(path)) file.SetLength(64 * MiB);
        using var source = new FileByteSource(path);
        return !source.GetExtents(0, source.Length).Any();
    }

    [Fact]
    public void A_saved_state_is_not_carried_over()
    {
        string source = Create("vpc", "subformat=fixed,force_size=on", 20 * MiB);
        using (FileStream file = File.OpenWrite(source))
        {
            file.Position = file.Length - 512 + 84;
            file.WriteByte(1);
        }

        using (DiskImage image = DiskImage.Open(source)) ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions());
        using var written = (VhdImage)DiskImage.Open(_folder.Combine("out.vhd"));
        Assert.False(written.Footer.SavedState);
    }

    [Fact]
    public void Random_patterns_survive_every_round_trip()
    {
        Gen<(int Length, (int Offset, int Count)[] Writes)> patterns =
            from sectors in Gen.Choose(1, 20_000)
            from writes in Gen.ArrayOf(from offset in Gen.Choose(0, (sectors * 512) - 1) from count in Gen.Choose(1, 200_000) select (offset, Math.Min(count, (sectors * 512) - offset)))
            select (sectors * 512, writes);

        Prop.ForAll(Arb.From(patterns), pattern =>
        {
            byte[] bytes = new byte[pattern.Length];
            var random = new Random(pattern.Length);
            foreach ((int offset, int count) in pattern.Writes) random.NextBytes(bytes.AsSpan(offset, count));
            // A disk is known as one by its end mark of the first sector.
            (bytes[510], bytes[511]) = (0x55, 0xAA);
            using DiskImage raw = DiskImage.Open(new MemorySource(bytes));
            return Enum.GetValues<ConversionTarget>().All(target =>
            {
                string path = _folder.Combine(target.ToString());
                ImageConversion.Convert(raw, path, new ConversionOptions { Target = target, Overwrite = true });
                using DiskImage written = DiskImage.Open(path);
                return written.ReadBytes(0, bytes.Length).AsSpan().SequenceEqual(bytes) && DiskComparison.FindDifference(raw, written) is null;
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithReplay(20030424, 1));
    }

    [Fact]
    public void A_disk_can_grow()
    {
        string source = Create("vhdx", null, 33 * MiB);
        using DiskImage image = DiskImage.Open(source);
        foreach (ConversionTarget target in Enum.GetValues<ConversionTarget>())
        {
            string path = _folder.Combine(target.ToString());
            Assert.Equal(64 * MiB, ImageConversion.Convert(image, path, new ConversionOptions { Target = target, SizeBytes = 64 * MiB, Verify = true }).DiskLength);
            using DiskImage written = DiskImage.Open(path);
            Assert.Equal(64 * MiB, written.Length);
        }
    }

    [Theory]
    [InlineData("label: dos\nstart=2048, size=16384, type=7, bootable\n", 40 * MiB, null)]
    [InlineData("label: dos\nstart=2048, size=16384, type=7, bootable\n", 8 * MiB, "partition 1 ends at byte 9437184")]
    [InlineData("label: dos\nstart=2048, size=16384, type=42\n", 40 * MiB, "volume manager")]
    [InlineData("label: gpt\nstart=2048, size=16384\n", 40 * MiB, "GPT")]
    [InlineData("label: dos\n", 40 * MiB, "empty")]
    [InlineData(null, 40 * MiB, "without a partition table")]
    public void A_disk_shrinks_only_with_proof(string? script, long size, string? obstacle)
    {
        string source = _folder.Combine("disk.raw");
        using (FileStream file = File.Create(source)) file.SetLength(64 * MiB);
        if (script is not null)
        {
            File.WriteAllText(_folder.Combine("script"), script);
            ExternalTool.Require("sh").Run("-c", $"{ExternalTool.Require("sfdisk").Path} -q {source} < {_folder.Combine("script")}").EnsureSuccess();
        }

        using DiskImage image = DiskImage.Open(source);
        var options = new ConversionOptions { SizeBytes = size };

        if (obstacle is null) Assert.Equal(size, ImageConversion.Convert(image, _folder.Combine("out.vhd"), options).DiskLength);
        else Assert.Contains(obstacle, Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), options)).Reason);
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_on_demand_and_the_source_never()
    {
        string source = Create("raw", null, MiB);
        string path = _folder.Combine("out.vhd");
        File.WriteAllText(path, "precious");
        using DiskImage image = DiskImage.Open(source);

        Assert.Contains("exists already", Assert.Throws<IOException>(() => ImageConversion.Convert(image, path, new ConversionOptions())).Message);
        Assert.Equal("precious", File.ReadAllText(path));
        ImageConversion.Convert(image, path, new ConversionOptions { Overwrite = true });
        Assert.Equal((20 * MiB) + 512, new FileInfo(path).Length);
        Assert.Contains("never overwritten", Assert.Throws<IOException>(() => ImageConversion.Convert(image, source, new ConversionOptions { Overwrite = true })).Message);
    }

    [Fact]
    public void A_disk_with_large_sectors_becomes_no_VHD()
    {
        byte[] bytes = new byte[MiB];
        System.Text.Encoding.ASCII.GetBytes("EFI PART").CopyTo(bytes, 4096);
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));

        Assert.Contains("4096", Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions())).Reason);
        Assert.Equal(MiB, ImageConversion.Convert(image, _folder.Combine("out.raw"), new ConversionOptions { Target = ConversionTarget.Raw }).FileLength);
    }

    [Fact]
    public void A_disk_that_no_dynamic_VHD_can_hold_is_refused()
    {
        QemuImage.Create(_folder.Combine("disk.qcow2"), "qcow2", 2041L * 1024 * MiB, null, (510, 1, 0x55), (511, 1, 0xAA));
        using DiskImage image = DiskImage.Open(_folder.Combine("disk.qcow2"));
        Assert.Contains("holds at most", Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions { Target = ConversionTarget.DynamicVhd })).Reason);
        Assert.Equal([_folder.Combine("disk.qcow2")], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData((32_767L * 1024 * MiB) + 512, null)]
    [InlineData(40L * MiB, (32_767L * 1024 * MiB) + 512)]
    public void A_disk_larger_than_Azure_takes_becomes_no_fixed_VHD(long length, long? size)
    {
        using DiskImage image = DiskImage.Open(new EndlessDisk(length));
        Assert.Contains("at most 35183298347008", Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions { SizeBytes = size })).Reason);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_parent_of_the_source_is_never_overwritten()
    {
        QemuImage.Create(_folder.Combine("base.qcow2"), "qcow2", 20 * MiB, null, (0, 512, 1));
        QemuImage.Create(_folder.Combine("child.qcow2"), "qcow2", 20 * MiB, "backing_file=base.qcow2,backing_fmt=qcow2");
        using DiskImage image = DiskImage.Open(_folder.Combine("child.qcow2"));
        Assert.Throws<IOException>(() => ImageConversion.Convert(image, _folder.Combine("base.qcow2"), new ConversionOptions { Overwrite = true }));
    }

    [Theory]
    [InlineData(ConversionTarget.FixedVhd)]
    [InlineData(ConversionTarget.DynamicVhd)]
    public void A_conversion_that_is_cancelled_leaves_nothing_behind(ConversionTarget target)
    {
        string source = Create("raw", null, 33 * MiB);
        using DiskImage image = DiskImage.Open(source);
        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(p => cancellation.Cancel());

        Assert.Throws<OperationCanceledException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions { Target = target }, progress, cancellation.Token));

        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_source_that_cannot_be_read_leaves_nothing_behind()
    {
        string source = Create("qcow2", "cluster_size=64k", 33 * MiB);
        byte[] bytes = File.ReadAllBytes(source);
        // The second table of clusters is sent far away; what is read before it is sound.
        int l1 = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(44));
        int l2 = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(l1 + 4));
        bytes.AsSpan(l2 + (8 * 264), 8).Fill(0x3E);
        File.WriteAllBytes(source, bytes);
        using DiskImage image = DiskImage.Open(source);

        Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions()));

        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_source_that_changes_meanwhile_is_noticed()
    {
        string source = Create("raw", null, 33 * MiB);
        using DiskImage image = DiskImage.Open(source);
        var progress = new Listener(_ => File.SetLastWriteTimeUtc(source, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

        var e = Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions(), progress));

        Assert.Contains("changed by another program", e.Reason);
        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_source_that_becomes_shorter_meanwhile_is_an_error()
    {
        string source = _folder.Combine("source.img");
        QemuImage.Create(source, "raw", 33 * MiB, null, (0, 33 * MiB, 7), (510, 1, 0x55), (511, 1, 0xAA));
        using DiskImage image = DiskImage.Open(source);
        var progress = new Listener(_ =>
        {
            using FileStream file = new(source, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(5 * MiB);
        });

        var e = Assert.Throws<DiskFormatException>(() => ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions(), progress));

        Assert.Contains("became shorter", e.Reason);
        Assert.Equal(source, e.SourceName);
        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(ConversionTarget.FixedVhd)]
    [InlineData(ConversionTarget.DynamicVhd)]
    [InlineData(ConversionTarget.Raw)]
    public void A_volume_that_fills_up_meanwhile_is_an_error_and_nothing_is_left(ConversionTarget target)
    {
        using var volume = SmallVolume.Mount(48 * MiB);
        string source = _folder.Combine("source.img");
        QemuImage.Create(source, "raw", 33 * MiB, null, (0, 33 * MiB, 7), (510, 1, 0x55), (511, 1, 0xAA));
        using DiskImage image = DiskImage.Open(source);
        string other = Path.Combine(volume.Path, "other");
        var progress = new Listener(_ =>
        {
            if (!File.Exists(other)) File.WriteAllBytes(other, new byte[24 * MiB]);
        });

        Assert.Throws<IOException>(() => ImageConversion.Convert(image, Path.Combine(volume.Path, "out.vhd"), new ConversionOptions { Target = target }, progress));

        Assert.Equal([other], Directory.GetFiles(volume.Path));
    }

    [Fact]
    public void What_a_killed_run_left_is_cleared_away_and_what_another_one_writes_is_not()
    {
        string source = Create("raw", null, MiB), path = _folder.Combine("out.vhd");
        using DiskImage image = DiskImage.Open(source);
        string live;
        using (new PartialFile(path))
        {
            live = Assert.Single(Directory.GetFiles(_folder.Path, ".azlegacyos-*.partial"));
            ImageConversion.Convert(image, path, new ConversionOptions());
            Assert.True(File.Exists(live));
        }

        Assert.False(File.Exists(live));
        string ofAnother = _folder.Combine(".azlegacyos-0000000000000000-0.partial");
        File.WriteAllText(live, "half a disk");
        File.WriteAllText(ofAnother, "half of another disk");
        ImageConversion.Convert(image, path, new ConversionOptions { Overwrite = true });
        Assert.Equal([ofAnother], Directory.GetFiles(_folder.Path, ".azlegacyos-*.partial"));
    }

    [Fact]
    public void Too_little_space_is_said_before_anything_is_written()
    {
        using DiskImage image = DiskImage.Open(new EndlessDisk(1L << 60));
        Assert.Contains("bytes free", Assert.Throws<IOException>(() => ImageConversion.Convert(image, _folder.Combine("out.raw"), new ConversionOptions { Target = ConversionTarget.Raw })).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Progress_goes_up_to_the_whole_once_for_each_phase()
    {
        string source = Create("raw", null, 33 * MiB);
        using DiskImage image = DiskImage.Open(source);
        List<ConversionProgress> reports = [];

        ConversionResult result = ImageConversion.Convert(image, _folder.Combine("out.vhd"), new ConversionOptions { Verify = true }, new Listener(reports.Add));

        foreach (IGrouping<ConversionPhase, ConversionProgress> phase in reports.GroupBy(r => r.Phase))
        {
            Assert.Equal(phase.OrderBy(r => r.BytesDone), phase);
            Assert.Equal(result.BytesRead, phase.Last().BytesDone);
            Assert.All(phase, r => Assert.Equal(result.BytesRead, r.BytesTotal));
        }

        Assert.Equal(2, reports.Select(r => r.Phase).Distinct().Count());
    }

    [Fact]
    public void A_difference_is_found_where_it_is()
    {
        byte[] bytes = new byte[(5 * MiB) + 100];
        new Random(1).NextBytes(bytes);
        byte[] other = (byte[])bytes.Clone();
        other[4_000_001] ^= 1;
        Assert.Null(DiskComparison.FindDifference(new MemorySource(bytes), new MemorySource([.. bytes, .. new byte[512]])));
        Assert.Equal(4_000_001, DiskComparison.FindDifference(new MemorySource(bytes), new MemorySource(other)));
        Assert.Equal(bytes.Length, DiskComparison.FindDifference(new MemorySource(bytes), new MemorySource([.. bytes, 1])));
    }

    private string Create(string format, string? options, long size)
    {
        string path = _folder.Combine("source.img");
        QemuImage.Create(path, format, size, options, (0, 512, 1), (510, 1, 0x55), (511, 1, 0xAA), (70_000, 9_000, 2), (size / 2 / 512 * 512, 2 * MiB < size / 4 ? 2 * MiB : 5000, 3), (size - 1000, 1000, 4));
        return path;
    }

    private sealed class Listener(Action<ConversionProgress> action) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => action(value);
    }

    /// <summary>A disk larger than any volume, every byte of it data.</summary>
    private sealed class EndlessDisk(long length) : ByteSource
    {
        public override string Name => "endless";

        public override long Length => length;

        public override void Read(long offset, byte[] buffer, int index, int count)
        {
            Array.Clear(buffer, index, count);
            if (offset == 0 && count >= 512) (buffer[index + 510], buffer[index + 511]) = (0x55, 0xAA);
        }
    }
}
