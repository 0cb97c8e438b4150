namespace AzLegacyOs.Policy.Facts;

/// <summary>The format of a disk image file, found by its content.</summary>
public enum ImageFormat
{
    Raw,
    Vhd,
    Vhdx,
    Vmdk,
    Vdi,
    Qcow2,
}

/// <summary>How an image stores its blocks.</summary>
public enum ImageSubformat
{
    Fixed,
    Dynamic,
    Differencing,
}

/// <summary>The partition table of a disk.</summary>
public enum PartitionStyle
{
    None,
    Mbr,
    Gpt,
}

/// <summary>The generation of a virtual machine that a disk's layout can boot: BIOS (V1) or UEFI (V2).</summary>
public enum VmGeneration
{
    V1,
    V2,
}

/// <summary>A volume encryption that was recognised on a partition.</summary>
public enum VolumeEncryption
{
    None,
    BitLocker,
    Luks,
    Other,
}

/// <summary>What was read of an image file and of the virtual disk inside it.</summary>
public sealed record DiskFacts
{
    public required ImageFormat Format { get; init; }

    public ImageSubformat? Subformat { get; init; }

    /// <summary>The size of the virtual disk in bytes.</summary>
    public required long VirtualSize { get; init; }

    /// <summary>The size of the image file in bytes.</summary>
    public required long FileSize { get; init; }

    /// <summary>Bytes of the virtual disk that the image holds; null where it is not known.</summary>
    public long? AllocatedSize { get; init; }

    public required PartitionStyle PartitionStyle { get; init; }

    /// <summary>The generation that the partition layout can boot; null where it can boot neither.</summary>
    public VmGeneration? Generation { get; init; }

    /// <summary>Logical sector size in bytes, 512 or 4096.</summary>
    public int LogicalSectorSize { get; init; } = 512;

    public IReadOnlyList<PartitionFacts> Partitions { get; init; } = [];

    /// <summary>What lies on the disk itself where it has no partitions: a file system, an encryption or a volume manager by name; null where none was recognised.</summary>
    public string? FileSystem { get; init; }

    /// <summary>The VHD footer; null for other formats.</summary>
    public VhdFooterFacts? VhdFooter { get; init; }

    /// <summary>The parent a differencing image names; null otherwise.</summary>
    public string? ParentName { get; init; }

    /// <summary>Whether the parent of a differencing image was found, so that its data can be read; null for other images.</summary>
    public bool? ParentFound { get; init; }

    /// <summary>Names of checkpoint files beside the image that hold what was written to the disk since.</summary>
    public IReadOnlyList<string> Checkpoints { get; init; } = [];

    /// <summary>Disk signature of the MBR, or null without one.</summary>
    public uint? MbrSignature { get; init; }

    /// <summary>Oddities met while reading the image or the partition table that did not stop the reading.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];
}

/// <summary>One partition.</summary>
public sealed record PartitionFacts
{
    /// <summary>Position in the table, from 1; logical partitions of an MBR follow from 5.</summary>
    public required int Number { get; init; }

    /// <summary>Byte offset of the first sector on the disk.</summary>
    public required long Offset { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The MBR type as two hexadecimal digits ("07"), or the GPT type as a GUID in capital letters.</summary>
    public required string Type { get; init; }

    /// <summary>What the type is called ("NTFS/exFAT", "EFI system partition"); null where it is not known.</summary>
    public string? TypeName { get; init; }

    /// <summary>The MBR boot flag.</summary>
    public bool Active { get; init; }

    /// <summary>NTFS, FAT12, FAT16, FAT32, exFAT, ext2/3/4, XFS, Btrfs, UFS, ...; null where none was recognised.</summary>
    public string? FileSystem { get; init; }

    public string? Label { get; init; }

    /// <summary>Whether the file system says that it was not closed cleanly; null where that is not known.</summary>
    public bool? Dirty { get; init; }

    /// <summary>NTFS: whether its journal ($LogFile) holds nothing that has yet to reach the volume; null where that is not known.</summary>
    public bool? JournalClean { get; init; }

    public VolumeEncryption Encryption { get; init; }

    /// <summary>Whether the volume belongs to a dynamic disk (LDM) or another volume manager.</summary>
    public bool IsVolumeManagerMember { get; init; }
}

/// <summary>The footer of a VHD as it stands in the file.</summary>
/// <remarks>Layout: Microsoft Virtual Hard Disk Image Format Specification 1.0, "Hard Disk Footer Format".</remarks>
public sealed record VhdFooterFacts
{
    /// <summary>Byte offset in the file of the footer that was used.</summary>
    public required long Offset { get; init; }

    /// <summary>512, or 511 as Virtual PC wrote it before 2004.</summary>
    public required int Length { get; init; }

    /// <summary>Whether the footer at the end was unusable and the copy at the start was taken.</summary>
    public required bool IsHeaderCopy { get; init; }

    public required bool ChecksumValid { get; init; }

    /// <summary>Format version, 0x00010000 in every known file.</summary>
    public required uint FormatVersion { get; init; }

    /// <summary>The disk type number: 2 fixed, 3 dynamic, 4 differencing.</summary>
    public required uint DiskType { get; init; }

    public required long OriginalSize { get; init; }

    public required long CurrentSize { get; init; }

    /// <summary>Size by cylinders, heads and sectors; differs from the current size in most files, which is no fault.</summary>
    public required long GeometrySize { get; init; }

    /// <summary>The application that made the file ("win", "vpc", "qemu", ...), control characters removed.</summary>
    public required string CreatorApplication { get; init; }

    public required Guid UniqueId { get; init; }

    /// <summary>Whether the machine was suspended, not shut down.</summary>
    public required bool SavedState { get; init; }
}

/// <summary>Something that could not be read, or was read with a doubt.</summary>
/// <param name="Where">File, key or byte offset.</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record ReadProblem(string Where, string Reason);
