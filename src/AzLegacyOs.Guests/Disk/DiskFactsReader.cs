using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Disk;

/// <summary>Puts what was read of an image and its partitions into the words of the policy.</summary>
internal static class DiskFactsReader
{
    public static DiskFacts Describe(DiskImage image, DiskLayout layout) => new()
    {
        Format = ToFormat(image.Format),
        Subformat = ToSubformat(image.Subformat),
        VirtualSize = image.Length,
        FileSize = image.FileLength,
        AllocatedSize = image.AllocatedLength,
        PartitionStyle = ToStyle(layout.Table.Style),
        Generation = FindGeneration(layout.Table),
        LogicalSectorSize = image.LogicalSectorSize,
        Partitions = [.. layout.Volumes.Where(v => v.Partition is not null).Select(Describe)],
        FileSystem = layout.Volumes.FirstOrDefault(v => v.Partition is null)?.Identity?.Name,
        VhdFooter = image is VhdImage vhd ? Describe(vhd) : null,
        ParentName = image.ParentName,
        ParentFound = image.Subformat == DiskImageSubformat.Differencing ? layout.IsReadable : null,
        Checkpoints = Disks.Images.Checkpoints.FindBeside(image),
        MbrSignature = layout.Table.MbrSignature,
        Problems =
        [
            .. image.Remarks.Where(r => !r.IsProperty).Select(r => new ReadProblem($"byte {r.Offset} of the file", r.Text)),
            .. layout.Table.Remarks.Where(r => !r.IsProperty).Select(r => new ReadProblem($"byte {r.Offset} of the disk", r.Text)),
        ],
    };

    private static PartitionFacts Describe(DiskVolume volume)
    {
        Partition partition = volume.Partition!;
        VolumeIdentity? identity = volume.Identity;
        return new PartitionFacts
        {
            Number = partition.Number,
            Offset = partition.Offset,
            Size = partition.Length,
            Type = partition.Type,
            TypeName = partition.TypeName,
            Active = partition.IsActive,
            FileSystem = identity?.Role == VolumeRole.Encrypted ? null : identity?.Name,
            Label = identity?.Label,
            Dirty = identity?.IsDirty,
            JournalClean = (volume.FileSystem as NtfsFileSystem)?.IsLogClean,
            Encryption = identity?.Role != VolumeRole.Encrypted ? VolumeEncryption.None : ToEncryption(identity.Name),
            IsVolumeManagerMember = partition.IsVolumeManagerMember || identity?.Role == VolumeRole.VolumeManager,
        };
    }

    private static VhdFooterFacts Describe(VhdImage vhd) => new()
    {
        Offset = vhd.FooterOffset,
        Length = vhd.FooterLength,
        IsHeaderCopy = vhd.IsHeaderCopy,
        ChecksumValid = vhd.Footer.ChecksumValid,
        FormatVersion = vhd.Footer.FormatVersion,
        DiskType = (uint)vhd.Footer.DiskType,
        OriginalSize = vhd.Footer.OriginalSize,
        CurrentSize = vhd.Footer.CurrentSize,
        GeometrySize = vhd.Footer.Geometry.Size,
        CreatorApplication = vhd.Footer.CreatorApplication,
        UniqueId = vhd.Footer.UniqueId,
        SavedState = vhd.Footer.SavedState,
    };

    private static VmGeneration? FindGeneration(PartitionTable table) => table.Style switch
    {
        PartitionTableStyle.Mbr when table.Partitions.Count > 0 => VmGeneration.V1,
        PartitionTableStyle.Gpt when table.Partitions.Any(p => p.Type == DiskLayout.EfiSystemPartition) => VmGeneration.V2,
        _ => null,
    };

    private static PartitionStyle ToStyle(PartitionTableStyle style) => style switch
    {
        PartitionTableStyle.Mbr => PartitionStyle.Mbr,
        PartitionTableStyle.Gpt => PartitionStyle.Gpt,
        _ => PartitionStyle.None,
    };

    private static VolumeEncryption ToEncryption(string name) => name switch
    {
        "BitLocker" => VolumeEncryption.BitLocker,
        "LUKS" => VolumeEncryption.Luks,
        _ => VolumeEncryption.Other,
    };

    private static ImageFormat ToFormat(DiskImageFormat format) => format switch
    {
        DiskImageFormat.Vhd => ImageFormat.Vhd,
        DiskImageFormat.Vhdx => ImageFormat.Vhdx,
        DiskImageFormat.Vmdk => ImageFormat.Vmdk,
        DiskImageFormat.Vdi => ImageFormat.Vdi,
        DiskImageFormat.Qcow2 => ImageFormat.Qcow2,
        _ => ImageFormat.Raw,
    };

    private static ImageSubformat? ToSubformat(DiskImageSubformat? subformat) => subformat switch
    {
        DiskImageSubformat.Fixed => ImageSubformat.Fixed,
        DiskImageSubformat.Dynamic => ImageSubformat.Dynamic,
        DiskImageSubformat.Differencing => ImageSubformat.Differencing,
        _ => null,
    };
}
