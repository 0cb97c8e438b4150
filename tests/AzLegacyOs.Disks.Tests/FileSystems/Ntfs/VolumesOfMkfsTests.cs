using AzLegacyOs.Disks.FileSystems.Ntfs;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Volumes made by mkfs.ntfs and filled through ntfs-3g: our reader sees the same files with the same content.</summary>
public sealed class VolumesOfMkfsTests
{
    [Theory]
    [InlineData(512, 512)]
    [InlineData(512, 1024)]
    [InlineData(512, 2048)]
    [InlineData(512, 4096)]
    [InlineData(512, 8192)]
    [InlineData(512, 65536)]
    [InlineData(512, 131072)]
    [InlineData(512, 262144)]
    [InlineData(4096, 4096)]
    [InlineData(4096, 65536)]
    public void EveryFileEqualsTheMountedOne(int sectorSize, int clusterSize)
    {
        using var volume = new MountedNtfs(64, "-s", $"{sectorSize}", "-c", $"{clusterSize}", "-L", "Daten äöü");
        volume.Fill(VolumeContent.WriteTree);

        NtfsFileSystem fileSystem = volume.Open();

        Assert.Equal(("NTFS", clusterSize, "Daten äöü", false, true), (fileSystem.Kind, fileSystem.ClusterSize, fileSystem.Label, fileSystem.IsDirty, fileSystem.IsLogClean));
        Assert.Equal(new Version(3, 1), fileSystem.Version);
        Assert.Empty(fileSystem.Remarks);
        Assert.Equal(volume.Hashes(), fileSystem.Hashes());
    }
}
