using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Makes NTFS volumes with mkfs.ntfs and fills them through ntfs-3g.</summary>
internal sealed class MountedNtfs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Makes a volume. Skips the test where the tools are missing.</summary>
    /// <param name="megabytes">Size of the volume.</param>
    /// <param name="options">For mkfs.ntfs.</param>
    public MountedNtfs(int megabytes, params string[] options)
    {
        var format = ExternalTool.Require("mkfs.ntfs");
        using (FileStream file = File.Create(Image)) file.SetLength(megabytes * 1048576L);
        format.Run(["-F", "-Q", "-q", .. options, Image]).EnsureSuccess();
    }

    private MountedNtfs()
    {
    }

    /// <summary>The file with the volume.</summary>
    public string Image => _folder.Combine("volume.ntfs");

    /// <summary>Takes a volume that exists.</summary>
    public static MountedNtfs Of(byte[] bytes)
    {
        var volume = new MountedNtfs();
        File.WriteAllBytes(volume.Image, bytes);
        return volume;
    }

    private string MountPoint => _folder.Combine("mounted");

    /// <summary>Mounts the volume, lets <paramref name="fill"/> write into the folder, and unmounts. Skips the test where nothing can be mounted.</summary>
    public MountedNtfs Fill(Action<string> fill, string options = "compression,streams_interface=xattr")
    {
        NtfsMount.Use(Image, MountPoint, options, fill);
        return this;
    }

    /// <summary>The content as ntfs-3g sees it.</summary>
    public SortedDictionary<string, string> Hashes()
    {
        SortedDictionary<string, string>? hashes = null;
        Fill(folder => hashes = Reading.HashesOf(folder), "ro,streams_interface=xattr");
        return hashes!;
    }

    /// <summary>Opens the volume with the reader under test.</summary>
    public NtfsFileSystem Open() => NtfsFileSystem.TryOpen(new FileByteSource(Image))!;

    public void Dispose() => _folder.Dispose();
}
