using AzLegacyOs.Disks.FileSystems.Fat;
using AzLegacyOs.Disks.FileSystems.Identification;
using AzLegacyOs.Disks.FileSystems.Ntfs;

namespace AzLegacyOs.Disks.FileSystems;

/// <summary>Recognises what is on a volume and opens it.</summary>
public static class Volume
{
    /// <summary>Recognises a volume by its signatures, and reads the label and state of NTFS and FAT. Reads less than 512 KiB.</summary>
    /// <param name="volume">The volume.</param>
    /// <returns>Null where nothing was recognised.</returns>
    /// <exception cref="DiskFormatException">A part of the image that must be read for it is damaged.</exception>
    public static VolumeIdentity? Identify(ByteSource volume)
    {
        using var probe = new Probe(volume);
        if (WindowsSignatures.Identify(probe) is { } windows) return windows;
        try
        {
            if (TryOpen(volume, probe) is { } fileSystem)
            {
                return new VolumeIdentity(fileSystem.Kind)
                {
                    Label = fileSystem.Label,
                    IsDirty = fileSystem.IsDirty,
                    Hint = fileSystem is NtfsFileSystem { IsLogClean: false } ? "the log holds changes that have yet to reach the volume" : null,
                };
            }
        }
        catch (DiskFormatException problem)
        {
            string name = FatBootSector.Parse(probe.Bytes(0, 512)!) is { } fat ? $"FAT{fat.Bits}" : "NTFS";
            return new VolumeIdentity(name) { Problem = problem.Message };
        }

        return IdentifyOther(probe);
    }

    /// <summary>Opens an NTFS or FAT volume.</summary>
    /// <param name="volume">The volume; it is not disposed with the file system.</param>
    /// <returns>Null where it is neither.</returns>
    /// <exception cref="DiskFormatException">It is one of the two, but cannot be read.</exception>
    public static FileSystem? TryOpen(ByteSource volume)
    {
        using var probe = new Probe(volume);
        return WindowsSignatures.Identify(probe) is null ? TryOpen(volume, probe) : null;
    }

    private static FileSystem? TryOpen(ByteSource volume, Probe probe)
    {
        if (!probe.HasText(3, "NTFS    "))
        {
            if (FatFileSystem.TryOpen(volume) is { } fat) return fat;
            // A later file system can leave the copy of the boot sector of NTFS standing in the last sector.
            if (IdentifyOther(probe) is not null) return null;
        }

        return NtfsFileSystem.TryOpen(volume);
    }

    private static VolumeIdentity? IdentifyOther(Probe probe) => LinuxSignatures.Identify(probe) ?? UnixSignatures.Identify(probe);
}
