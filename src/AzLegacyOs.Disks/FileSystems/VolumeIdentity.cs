namespace AzLegacyOs.Disks.FileSystems;

/// <summary>What a volume is for.</summary>
public enum VolumeRole
{
    /// <summary>It holds files.</summary>
    FileSystem,

    /// <summary>It is encrypted; what is inside cannot be seen.</summary>
    Encrypted,

    /// <summary>It is a part of volumes that are put together elsewhere (LVM, RAID, ZFS).</summary>
    VolumeManager,

    /// <summary>It is swap space.</summary>
    Swap,
}

/// <summary>What a volume was recognised as.</summary>
/// <param name="Name">NTFS, FAT12, FAT16, FAT32, exFAT, ReFS, ext2, ext3, ext4, XFS, Btrfs, BitLocker, LUKS, LVM2, ...</param>
/// <param name="Role">What it is for.</param>
public sealed record VolumeIdentity(string Name, VolumeRole Role = VolumeRole.FileSystem)
{
    /// <summary>The volume label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the volume says that it was not closed cleanly; null where that is not known.</summary>
    public bool? IsDirty { get; init; }

    /// <summary>More that the volume tells about itself ("last mounted on /boot"), as a clause; or null.</summary>
    public string? Hint { get; init; }

    /// <summary>Why the file system, though recognised, cannot be opened; null where it can or was not tried.</summary>
    public string? Problem { get; init; }
}
