using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AzLegacyOs.Disks.Tests.Images.Vhd;

public class FixedVhdViewTests
{
    private const int MiB = 1024 * 1024;

    private static readonly Guid Id = Guid.Parse("0c0a7c2e-5d0b-4a5b-9f25-1f6d5a3f9b11");
    private static readonly DateTime Time = new(2015, 7, 14, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(512, 20 * MiB)]
    [InlineData(20 * MiB, 20 * MiB)]
    [InlineData((20 * MiB) + 512, 21 * MiB)]
    [InlineData((30 * MiB) - 1, 30 * MiB)]
    public void The_disk_is_filled_up_to_whole_MiB(int length, int expected)
    {
        using var view = new FixedVhdView(new MemorySource(new byte[length]), Id, Time);
        Assert.Equal(expected, view.DiskLength);
        Assert.Equal(expected + 512, view.Length);
        Assert.Equal(expected, view.Footer.CurrentSize);
    }

    [Fact]
    public void Any_two_reads_agree_with_disk_padding_and_footer_in_a_row()
    {
        byte[] disk = new byte[(20 * MiB) + 700];
        new Random(1).NextBytes(disk);
        using var view = new FixedVhdView(new MemorySource(disk), Id, Time);
        byte[] expected = new byte[view.Length];
        disk.CopyTo(expected, 0);
        view.Footer.ToBytes().CopyTo(expected, (int)view.DiskLength);

        Gen<(int, int)> ranges =
            from border in Gen.Elements(0, disk.Length, (int)view.DiskLength, (int)view.Length)
            from start in Gen.Choose(Math.Max(0, border - 3000), Math.Min((int)view.Length, border + 3000))
            from count in Gen.Choose(0, Math.Min(2 * MiB, (int)view.Length - start))
            select (start, count);

        Prop.ForAll(Arb.From(ranges), range =>
        {
            var (start, count) = range;
            return view.ReadBytes(start, count).AsSpan().SequenceEqual(expected.AsSpan(start, count));
        }).Check(Config.QuickThrowOnFailure.WithReplay(20030424, 1));
    }

    [Fact]
    public void Reading_beyond_the_footer_is_an_error()
    {
        using var view = new FixedVhdView(new MemorySource(new byte[512]), Id, Time);
        Assert.Throws<DiskFormatException>(() => view.ReadBytes(view.Length - 10, 11));
    }

    [Fact]
    public void A_dynamic_unaligned_disk_becomes_a_file_that_qemu_reads_alike()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Combine("dynamic.vhd");
        string target = folder.Combine("fixed.vhd");
        QemuImage.Create(source, "vpc", 37 * MiB, "subformat=dynamic", (0, 4096, 1), (30 * MiB, 100_000, 2));

        using var image = (VhdImage)DiskImage.Open(source);
        using FixedVhdView view = FixedVhdView.Of(image, Guid.NewGuid(), DateTime.UtcNow);
        Assert.NotEqual(0, image.Length % MiB);
        File.WriteAllBytes(target, view.ReadBytes(0, (int)view.Length));

        Assert.Equal(image.Footer.UniqueId, view.Footer.UniqueId);
        Assert.Equal(image.Footer.Timestamp, view.Footer.Timestamp);
        SourceAssert.ExtentsCoverAllData(view);
        using (DiskImage written = DiskImage.Open(target)) Assert.Equal(view.DiskLength, written.Length);
        ToolResult comparison = ExternalTool.Require("qemu-img").Run("compare", "-f", "vpc", "-F", "vpc", source, target);
        Assert.True(comparison.ExitCode == 0, comparison.OutputText + comparison.Error);
    }
}
