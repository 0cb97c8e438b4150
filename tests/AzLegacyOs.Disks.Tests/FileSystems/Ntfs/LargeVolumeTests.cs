using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

public sealed class LargeVolumeTests
{
    private const int Gibibytes127 = 127 << 10;

    [Fact]
    public void VolumeOf127GibibytesIsOpenedByFewReads()
    {
        using var volume = new MountedNtfs(Gibibytes127, "-c", "4096");
        volume.Fill(VolumeContent.WriteTree);
        using var source = new CountingByteSource(new FileByteSource(volume.Image));

        Assert.Equal("NTFS", Volume.Identify(source)?.Name);
        FileSystem fileSystem = NtfsFileSystem.TryOpen(source)!;
        foreach (string path in new[] { "boot.ini", "ntldr", "windows/system32/config/system", "WINNT/system32", "windows/system32/config/a file with a long name 0003.txt" })
            _ = fileSystem.Find(path);

        Assert.InRange(source.BytesRead, 1, 1 << 20);
    }
}
