using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Volumes made by Windows: the same tree as ntfs-3g shows, file by file.</summary>
public sealed class RealVolumesTests
{
    [Theory]
    [InlineData("volumes/colinfinck-512-byte-clusters.ntfs", 0, 0, "mylabel", 512)]
    [InlineData("volumes/grr-at-sector-63.disk", 0, 0, null, 4096)]
    [InlineData("disks/orc-ntfs.vhd", 128, 14336, "New Volume", 4096)]
    [InlineData("disks/dfvfs-windows_volume-no-hives.qcow2", 0, 0, null, 4096)]
    public void EveryFileEqualsTheMountedOne(string name, int firstSector, int sectors, string? label, int clusterSize)
    {
        byte[] disk = Corpus.ReadAllBytes(name);
        if (name.EndsWith(".qcow2")) disk = Unpack(Corpus.Open(name));
        using MountedNtfs volume = MountedNtfs.Of(disk[(firstSector * 512)..(sectors == 0 ? disk.Length : (firstSector + sectors) * 512)]);

        NtfsFileSystem fileSystem = volume.Open();

        Assert.Equal((label, clusterSize, false, true), (fileSystem.Label, fileSystem.ClusterSize, fileSystem.IsDirty, fileSystem.IsLogClean));
        SortedDictionary<string, string> hashes = fileSystem.Hashes();
        Assert.NotEmpty(hashes);
        Assert.Equal(volume.Hashes(), hashes);
    }

    [Fact]
    public void EachOfManySubdirectoriesIsFoundByName()
    {
        NtfsFileSystem fileSystem = new VolumeEditor(Corpus.ReadAllBytes("volumes/colinfinck-512-byte-clusters.ntfs")).Open();

        for (int i = 1; i <= 512; i++) Assert.True(fileSystem.Find($"MANY_SUBDIRS/{i}")?.IsDirectory, $"{i}");
        Assert.Null(fileSystem.Find("many_subdirs/513"));
    }

    private static byte[] Unpack(string image)
    {
        using var folder = new TemporaryFolder();
        ExternalTool.Require("qemu-img").Run("convert", "-O", "raw", image, folder.Combine("raw")).EnsureSuccess();
        return File.ReadAllBytes(folder.Combine("raw"));
    }
}
