using AzLegacyOs.Disks.Partitions;

namespace AzLegacyOs.Guests.Disk;

/// <summary>How a disk is divided, and the volumes on it in the order of the table.</summary>
/// <param name="Table">The partition table.</param>
/// <param name="Volumes">One volume for each partition, extended ones included; one for the whole disk where it is a volume itself.</param>
internal sealed record DiskLayout(PartitionTable Table, IReadOnlyList<DiskVolume> Volumes)
{
    /// <summary>Whether the partition table could be read; where it could not, the layout is empty.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>The GPT type of the partition that UEFI starts from.</summary>
    public const string EfiSystemPartition = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";
}
