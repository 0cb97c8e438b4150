using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

public sealed class DirectoryLookupTests
{
    private const int FileCount = 5000;

    [Fact]
    public void FilesOfALargeDirectoryAreFoundByFewReads()
    {
        using var volume = new MountedNtfs(64);
        volume.Fill(root =>
        {
            Directory.CreateDirectory(Path.Combine(root, "large"));
            for (int i = 0; i < FileCount; i++) File.WriteAllText(Path.Combine(root, "large", NameOf(i)), $"{i}");
        });
        NtfsFileSystem fileSystem = volume.Open();
        FileEntry directory = fileSystem.Require("LARGE");
        for (int i = 0; i < FileCount; i++) Assert.Equal(NameOf(i), fileSystem.Find(directory, NameOf(i).ToUpperInvariant())?.Name);
        Assert.Equal(FileCount, fileSystem.List(directory, p => Assert.Fail(p.Message)).Select(e => e.Name).Distinct().Count());

        using var counting = new CountingByteSource(new FileByteSource(volume.Image));
        NtfsFileSystem fresh = NtfsFileSystem.TryOpen(counting)!;
        Assert.NotNull(fresh.Find($"large/{NameOf(4321)}"));
        Assert.Null(fresh.Find("large/not there"));
        Assert.InRange(counting.BytesRead, 1, 256 << 10);
    }

    [Fact]
    public void NamesThatDifferOnlyInCaseAreToldApart()
    {
        using var volume = new MountedNtfs(16);
        volume.Fill(root =>
        {
            foreach (string name in new[] { "system", "System", "SYSTEM", "ÄRGER", "ärger" }) File.WriteAllText(Path.Combine(root, name), name);
            for (int i = 0; i < 400; i++) File.WriteAllText(Path.Combine(root, $"s{i} to make the tree deep enough for more than one node"), "");
        });
        NtfsFileSystem fileSystem = volume.Open();

        foreach (string name in new[] { "system", "System", "SYSTEM", "ÄRGER", "ärger" }) Assert.Equal(name, fileSystem.Find(name)?.Name);
        Assert.NotNull(fileSystem.Find("sYsTeM"));
    }

    [Fact]
    public void ShortNameLeadsToTheLongOneAndIsNotListed()
    {
        ExternalTool setAttribute = ExternalTool.Require("setfattr");
        using var volume = new MountedNtfs(16);
        volume.Fill(root =>
        {
            string file = Path.Combine(root, "Documents and Settings");
            Directory.CreateDirectory(file);
            setAttribute.Run("-h", "-n", "system.ntfs_dos_name", "-v", "DOCUME~1", file).EnsureSuccess();
        });
        NtfsFileSystem fileSystem = volume.Open();

        Assert.Equal("Documents and Settings", fileSystem.Find("docume~1")?.Name);
        Assert.Equal("Documents and Settings", Assert.Single(fileSystem.List(fileSystem.Root)).Name);
    }

    [Fact]
    public void DamagedNodeHidesOnlyWhatIsBelowIt()
    {
        VolumeEditor volume = SampleVolume.Edit();
        NtfsFileSystem healthy = volume.Open();
        int before = healthy.List(healthy.Require("WINDOWS/system32/config")).Count();
        DamageFirst(volume.Bytes, "INDX", skip: 2);

        NtfsFileSystem damaged = volume.Open();
        var problems = new List<DiskFormatException>();
        int after = damaged.List(damaged.Require("WINDOWS/system32/config"), problems.Add).Count();

        Assert.NotEmpty(problems);
        Assert.InRange(after, 1, before - 1);
        int found = 0;
        int unknown = 0;
        foreach (string name in healthy.List(healthy.Require("WINDOWS/system32/config")).Select(e => e.Name).ToList())
        {
            try
            {
                Assert.NotNull(damaged.Find($"WINDOWS/system32/config/{name}"));
                found++;
            }
            catch (DiskFormatException)
            {
                unknown++;
            }
        }

        Assert.Equal((after, before - after), (found, unknown));
    }

    [Fact]
    public void StaleReferenceSkipsOneEntry()
    {
        VolumeEditor volume = SampleVolume.Edit();
        NtfsFileSystem healthy = volume.Open();
        int before = healthy.List(healthy.Root).Count();
        long record = ((NtfsEntry)healthy.Require("boot.ini")).Reference.Record;
        volume.EditRecord(record, bytes => bytes[16]++);

        NtfsFileSystem fileSystem = volume.Open();
        var problems = new List<DiskFormatException>();
        List<string> names = [.. fileSystem.List(fileSystem.Root, problems.Add).Select(e => e.Name)];

        Assert.Equal(before - 1, names.Count);
        Assert.DoesNotContain("boot.ini", names);
        Assert.Contains("it is referred to as", Assert.Single(problems).Message);
        Assert.Throws<DiskFormatException>(() => fileSystem.Find("boot.ini"));
    }

    [Fact]
    public void NodesInACircleEndTheWalk()
    {
        VolumeEditor volume = SampleVolume.Edit();
        int inner = Enumerable.Range(0, volume.Bytes.Length / 1024).Select(i => i * 1024)
            .First(o => volume.Bytes.AsSpan(o, 4).SequenceEqual("INDX"u8) && volume.Bytes[o + 24 + 12] == 1);
        volume.EditBlock(inner, 4096, block =>
        {
            // Every entry of the inner node leads back to it.
            for (int entry = 24 + block[24]; ; entry += block[entry + 8])
            {
                block.AsSpan(16, 8).CopyTo(block.AsSpan(entry + block[entry + 8] - 8));
                if ((block[entry + 12] & 2) != 0) break;
            }
        });

        NtfsFileSystem fileSystem = volume.Open();
        var problems = new List<DiskFormatException>();
        _ = fileSystem.List(fileSystem.Require("WINDOWS/system32/config"), problems.Add).Count();

        Assert.Contains(problems, p => p.Message.Contains("comes back to block"));
    }

    [Fact]
    public void DirectoryIsSearchedWithoutTheUpCaseTable()
    {
        VolumeEditor volume = SampleVolume.Edit();
        volume.Bytes[volume.OffsetOf(10)] = 0;

        Assert.Equal("SYSTEM", volume.Open().Require("windows/SYSTEM32/Config/system").Name);
    }

    private static string NameOf(int i) => $"{i * 7919 % 100_003} file.txt";

    private static void DamageFirst(byte[] bytes, string signature, int skip)
    {
        byte[] wanted = System.Text.Encoding.ASCII.GetBytes(signature);
        for (int offset = 0; offset < bytes.Length; offset += 512)
        {
            if (!bytes.AsSpan(offset, 4).SequenceEqual(wanted) || skip-- > 0) continue;
            bytes[offset + 510]++;
            return;
        }
    }
}
