using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Tests.FileSystems.Fat;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Skipping;

/// <summary>Volumes of mkfs.fat, filled by mtools, with and without their free space.</summary>
public sealed class FatSkippingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1440, 12)]
    [InlineData(20 * 1024, 16)]
    [InlineData(40 * 1024, 32)]
    public void Files_stay_and_what_was_deleted_goes(int kilobytes, int bits)
    {
        using FatVolume volume = Make(kilobytes, bits);
        string target = _folder.Combine("lean.img");
        SkippedSpace skipped = SkipAssert.Convert(volume.Image, target);

        Assert.Null(skipped.LeftWhole);
        Assert.Equal($"FAT{bits}", skipped.FileSystem);
        Assert.InRange(skipped.PageFileBytes, 100_000, 110_000);
        Assert.Equal(0, skipped.HibernationFileBytes);
        Assert.Equal(-1, File.ReadAllBytes(target).AsSpan().IndexOf("deleted long ago"u8));
        Assert.Equal(-1, File.ReadAllBytes(target).AsSpan().IndexOf("paged out"u8));
        ExternalTool.Require("fsck.fat").Run("-n", target).EnsureSuccess();
        string tree = Directory.CreateDirectory(_folder.Combine("tree")).FullName;
        ExternalTool.Require("mcopy").Run("-i", target, "-s", "::*", tree).EnsureSuccess();
        SortedDictionary<string, string> expected = Reading.HashesOf(volume.Tree);
        SortedDictionary<string, string> actual = Reading.HashesOf(tree);
        Assert.Equal(expected, actual.Where(p => !p.Key.EndsWith("pagefile.sys", StringComparison.Ordinal)));
        byte[] page = File.ReadAllBytes(Path.Combine(tree, "pagefile.sys"));
        Assert.Equal(100_000, page.Length);
        Assert.Equal(-1, page.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(1440, 12)]
    [InlineData(20 * 1024, 16)]
    [InlineData(40 * 1024, 32)]
    public void The_view_is_the_disk_wherever_nothing_was_left_out(int kilobytes, int bits)
    {
        using FatVolume volume = Make(kilobytes, bits);
        byte[] bytes = File.ReadAllBytes(volume.Image);
        using var view = DiskWithoutFreeSpace.Of(new MemorySource(bytes), cancellationToken: TestContext.Current.CancellationToken);
        SkipAssert.IsConsistent(view, bytes);
    }

    [Theory]
    [InlineData(20 * 1024, 16)]
    [InlineData(40 * 1024, 32)]
    public void A_volume_that_was_not_closed_stays_whole(int kilobytes, int bits)
    {
        using FatVolume volume = Make(kilobytes, bits);
        byte[] bytes = File.ReadAllBytes(volume.Image);
        bytes[bits == 32 ? 65 : 37] |= 1;
        using var view = DiskWithoutFreeSpace.Of(new MemorySource(bytes), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("not closed cleanly", Assert.Single(view.Skipped).LeftWhole);
        Assert.True(view.ReadBytes(0, bytes.Length).AsSpan().SequenceEqual(bytes));
    }

    [Fact]
    public void A_chain_that_leads_to_a_free_cluster_stops_it()
    {
        using FatVolume volume = Make(20 * 1024, 16);
        byte[] bytes = File.ReadAllBytes(volume.Image);
        int fat = volume.Open().Boot.FatOffset is var offset ? (int)offset : 0;
        int cluster = Enumerable.Range(2, 5000).First(c => BitConverter.ToUInt16(bytes, fat + (c * 2)) == c + 1);
        bytes.AsSpan(fat + ((cluster + 1) * 2), 2).Clear();
        using var view = DiskWithoutFreeSpace.Of(new MemorySource(bytes), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("marked as free", Assert.Single(view.Skipped).LeftWhole);
    }

    private FatVolume Make(int kilobytes, int bits)
    {
        var volume = new FatVolume(kilobytes, "-F", $"{bits}");
        ExternalTool copy = ExternalTool.Require("mcopy");
        string page = _folder.Combine("pagefile.sys");
        string deleted = _folder.Combine("deleted");
        File.WriteAllText(page, string.Concat(Enumerable.Repeat("paged out ", 10_000)));
        File.WriteAllText(deleted, string.Concat(Enumerable.Repeat("deleted long ago. ", 20_000)));
        copy.Run("-i", volume.Image, deleted, page, "::").EnsureSuccess();
        ExternalTool.Require("mdel").Run("-i", volume.Image, "::deleted").EnsureSuccess();
        return volume;
    }
}
