using System.Text;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Tests.FileSystems.Ntfs;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Skipping;

/// <summary>Volumes of mkfs.ntfs, filled through ntfs-3g, with and without their free space.</summary>
public sealed class NtfsSkippingTests : IDisposable
{
    private const int MiB = 1024 * 1024;
    private const int BitmapRecord = 6;

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("lean.img");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(65536)]
    public void Files_stay_and_what_was_deleted_goes(int clusterSize)
    {
        using var volume = new MountedNtfs(64, "-c", $"{clusterSize}", "-L", "SYSTEM");
        FillWithGarbage(volume);
        byte[] marker = Encoding.ASCII.GetBytes("deleted long ago");
        Assert.True(File.ReadAllBytes(volume.Image).AsSpan().IndexOf(marker) >= 0);

        SkippedSpace skipped = SkipAssert.Convert(volume.Image, Target);

        Assert.Equal(new SkippedSpace(null, 0, "NTFS") { Label = "SYSTEM", FreeBytes = skipped.FreeBytes, PageFileBytes = 3 * MiB, SwapFileBytes = MiB, HibernationFileBytes = 2 * MiB }, skipped);
        Assert.Equal(FreeBytesByNtfsInfo(volume.Image, clusterSize), skipped.FreeBytes);
        byte[] lean = File.ReadAllBytes(Target);
        Assert.Equal(-1, lean.AsSpan().IndexOf(marker));
        Assert.Equal(-1, lean.AsSpan().IndexOf("paged out"u8));
        Assert.Equal(-1, lean.AsSpan().IndexOf("swapped out"u8));
        using var written = MountedNtfs.Of(lean);
        SortedDictionary<string, string> expected = volume.Hashes();
        SortedDictionary<string, string> actual = written.Hashes();
        Assert.Equal(["hiberfil.sys", "pagefile.sys", "swapfile.sys"], expected.Keys.Where(name => actual[name] != expected[name]).Select(name => Path.GetFileName(name)));
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Equal(3 * MiB, written.Open().Find("pagefile.sys")!.Length);
        Assert.All(written.Open().Find("pagefile.sys")!.Open().ReadBytes(0, 3 * MiB), b => Assert.Equal(0, b));
        ExternalTool.Require("ntfsresize").Run("--check", Target).EnsureSuccess();
        ExternalTool.Require("ntfsfix").Run("-n", Target).EnsureSuccess();
    }

    [Fact]
    public void The_view_is_the_disk_wherever_nothing_was_left_out()
    {
        using var volume = new MountedNtfs(32);
        FillWithGarbage(volume);
        byte[] bytes = File.ReadAllBytes(volume.Image);
        using var view = DiskWithoutFreeSpace.Of(new MemorySource(bytes), cancellationToken: TestContext.Current.CancellationToken);
        SkipAssert.IsConsistent(view, bytes);
        Assert.True(view.Skipped[0].FreeBytes > 10 * MiB);
    }

    [Fact]
    public void A_volume_that_was_not_closed_stays_whole()
    {
        VolumeEditor editor = MakeEditor();
        editor.EditRecord(3, record => record[VolumeEditor.AttributeOffset(record, AttributeType.VolumeInformation) + 24 + 10] |= 1);
        Assert.Contains("not closed cleanly", LeftWhole(editor));
    }

    [Theory]
    [InlineData("hibr", true)]
    [InlineData("HIBR", true)]
    [InlineData("RSTR", true)]
    [InlineData("????", true)]
    [InlineData("wake", false)]
    [InlineData("WAKE", false)]
    public void A_hibernated_volume_stays_whole(string signature, bool isHibernated)
    {
        using var volume = new MountedNtfs(32);
        volume.Fill(folder => File.WriteAllBytes(Path.Combine(folder, "hiberfil.sys"), [.. Encoding.ASCII.GetBytes(signature), .. new byte[MiB - 4]]));
        SkippedSpace skipped = SkipAssert.Convert(volume.Image, Target);
        Assert.Equal(isHibernated ? "Windows is hibernated" : null, skipped.LeftWhole);
        Assert.Equal(isHibernated ? 0 : MiB, skipped.HibernationFileBytes);
        Assert.Equal(isHibernated, skipped.FreeBytes == 0);
    }

    [Fact]
    public void A_bitmap_that_is_too_short_is_not_believed()
    {
        VolumeEditor editor = MakeEditor();
        editor.EditRecord(BitmapRecord, record => record[VolumeEditor.AttributeOffset(record, AttributeType.Data) + 48 + 1] = 0);
        Assert.Contains("$Bitmap holds", LeftWhole(editor));
    }

    [Fact]
    public void A_bitmap_that_marks_clusters_of_files_as_free_is_not_believed()
    {
        VolumeEditor editor = MakeEditor();
        editor.Bytes[BitmapOffset(editor)] = 0;
        Assert.Contains("marks as free", LeftWhole(editor));
    }

    /// <summary>Whatever the bitmap says, no file may lose a byte.</summary>
    [Fact]
    public void No_damaged_bitmap_costs_a_file()
    {
        VolumeEditor editor = MakeEditor();
        byte[] healthy = (byte[])editor.Bytes.Clone();
        Dictionary<string, byte[]> files = ReadFiles(editor.Open());
        Assert.NotEmpty(files);
        var bitmap = new ByteExtent(BitmapOffset(editor), healthy.Length / editor.ClusterSize / 8);
        int skippedSomething = 0;
        Mutations.Run(healthy, [bitmap, new ByteExtent(editor.OffsetOf(BitmapRecord), 1024)], 400, source =>
        {
            using var view = DiskWithoutFreeSpace.Of(source);
            if (view.Skipped is not [{ LeftWhole: null }]) return;
            skippedSomething++;
            NtfsFileSystem fileSystem = NtfsFileSystem.TryOpen(view)!;
            foreach ((string name, byte[] content) in files) Assert.True(content.AsSpan().SequenceEqual(fileSystem.Find(name)!.Open().ReadBytes(0, content.Length)));
        });
        Assert.True(skippedSomething > 20, $"{skippedSomething}");
    }

    private static Dictionary<string, byte[]> ReadFiles(NtfsFileSystem fileSystem) => fileSystem.List(fileSystem.Root)
        .Where(e => !e.IsDirectory && e.Name is not ("pagefile.sys" or "swapfile.sys" or "hiberfil.sys"))
        .ToDictionary(e => e.Name, e => e.Open().ReadBytes(0, (int)e.Length));

    private static string LeftWhole(VolumeEditor editor)
    {
        using var view = DiskWithoutFreeSpace.Of(editor.Source);
        SkippedSpace skipped = Assert.Single(view.Skipped);
        Assert.Equal(0, skipped.FreeBytes + skipped.PageFileBytes + skipped.SwapFileBytes + skipped.HibernationFileBytes);
        Assert.True(view.ReadBytes(0, editor.Bytes.Length).AsSpan().SequenceEqual(editor.Bytes));
        return skipped.LeftWhole!;
    }

    private static VolumeEditor MakeEditor()
    {
        using var volume = new MountedNtfs(16);
        FillWithGarbage(volume, 1);
        return new VolumeEditor(File.ReadAllBytes(volume.Image));
    }

    private static int BitmapOffset(VolumeEditor editor)
    {
        NtfsFileSystem fileSystem = editor.Open();
        AttributeData data = fileSystem.Table.ReadFile(new FileReference(BitmapRecord)).Find(AttributeType.Data)!;
        return (int)data.GetMap("$Bitmap")!.Runs[0].Lcn * editor.ClusterSize;
    }

    private static long FreeBytesByNtfsInfo(string image, int clusterSize)
    {
        string info = ExternalTool.Require("ntfsinfo").Run("-m", image).EnsureSuccess().OutputText;
        string line = info.Split('\n').First(l => l.Contains("Free Clusters:"));
        return long.Parse(line.Split(':')[1].Trim().Split(' ')[0]) * clusterSize;
    }

    private static void FillWithGarbage(MountedNtfs volume, int scale = 2) => volume.Fill(folder =>
    {
        string line = string.Concat(Enumerable.Repeat("deleted long ago, ", 60_000 * scale));
        for (int i = 0; i < 6; i++) File.WriteAllText(Path.Combine(folder, $"big{i}"), line);
        File.WriteAllText(Path.Combine(folder, "pagefile.sys"), string.Concat(Enumerable.Repeat("paged out ", MiB)).AsSpan(0, (scale + 1) * MiB));
        File.WriteAllText(Path.Combine(folder, "swapfile.sys"), string.Concat(Enumerable.Repeat("swapped out", MiB)).AsSpan(0, MiB));
        File.WriteAllBytes(Path.Combine(folder, "hiberfil.sys"), new byte[4096]);
        using (FileStream file = File.OpenWrite(Path.Combine(folder, "hiberfil.sys")))
        {
            file.Write(new byte[4096]);
            file.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("memory! ", scale * MiB / 8)))[4096..]);
        }

        var random = new Random(4);
        for (int i = 0; i < 20; i++)
        {
            byte[] bytes = new byte[random.Next(1, 60_000)];
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(folder, $"file{i}"), bytes);
            if (i < 6) File.Delete(Path.Combine(folder, $"big{i}"));
        }
    });
}
