using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>The kinds of partition table.</summary>
public enum PartitionTableStyle
{
    None,
    Mbr,
    Gpt,
}

/// <summary>How a disk is divided.</summary>
public sealed record PartitionTable
{
    public required PartitionTableStyle Style { get; init; }

    /// <summary>The disk signature of the MBR, also where it only protects a GPT; null without an MBR.</summary>
    public uint? MbrSignature { get; init; }

    /// <summary>The disk's id in a GPT; null in an MBR.</summary>
    public Guid? GptDiskId { get; init; }

    /// <summary>Whether the disk is one volume from its first sector on, without a table (a "superfloppy").</summary>
    public bool IsVolume { get; init; }

    /// <summary>Whether the MBR of a GPT disk also describes partitions for BIOS systems.</summary>
    public bool IsHybrid { get; init; }

    /// <summary>The partitions, in the order of the table, logical ones last.</summary>
    public IReadOnlyList<Partition> Partitions { get; init; } = [];

    /// <summary>Oddities that did not stop the reading: (byte offset on the disk, what).</summary>
    public IReadOnlyList<ImageRemark> Remarks { get; init; } = [];

    /// <summary>Reads the table of a disk.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="sectorSize">Logical sector size in bytes, the unit of all numbers in the table.</param>
    /// <exception cref="DiskFormatException">The first sectors cannot be read.</exception>
    /// <exception cref="IOException">The medium could not be read.</exception>
    public static PartitionTable Read(ByteSource disk, int sectorSize = 512)
    {
        if (sectorSize is < 512 or > 65536 || (sectorSize & (sectorSize - 1)) != 0) throw new ArgumentOutOfRangeException(nameof(sectorSize));
        if (disk.Length < sectorSize) return new PartitionTable { Style = PartitionTableStyle.None };

        List<ImageRemark> remarks = [];
        MbrSector? mbr = MbrSector.Read(disk, 0, sectorSize);
        if (mbr is null || mbr.HasProtectiveEntry)
        {
            GptTable? gpt = GptTable.Read(disk, sectorSize, isExpected: mbr is not null, remarks);
            if (mbr is null && gpt is null) return new PartitionTable { Style = PartitionTableStyle.None, IsVolume = BootSector.IsVolume(disk), Remarks = remarks };
            return ForGpt(disk, mbr, gpt, remarks);
        }

        if (BootSector.IsVolume(disk) && !mbr.IsPlausible(disk.Length)) return new PartitionTable { Style = PartitionTableStyle.None, IsVolume = true };
        if (mbr.HasOnlyGarbage(disk.Length))
        {
            remarks.Add(new ImageRemark(MbrSector.EntriesOffset, "the first sector ends in 55 AA, but its four entries are no partition table"));
            return new PartitionTable { Style = PartitionTableStyle.None, Remarks = remarks };
        }

        return ForMbr(disk, mbr, sectorSize, remarks);
    }

    private static PartitionTable ForGpt(ByteSource disk, MbrSector? mbr, GptTable? gpt, List<ImageRemark> remarks)
    {
        if (mbr is null) remarks.Add(new ImageRemark(0, "the disk has a GPT, but no protective MBR in front of it"));
        bool isHybrid = mbr is { IsHybrid: true };
        if (isHybrid) remarks.Add(new ImageRemark(MbrSector.EntriesOffset, "the MBR describes partitions beside the GPT (hybrid MBR): a BIOS system sees those, an UEFI system the GPT"));
        IReadOnlyList<Partition> partitions = gpt?.Partitions ?? [];
        PartitionLayout.Check(partitions, disk.Length, remarks);
        return new PartitionTable
        {
            Style = PartitionTableStyle.Gpt,
            MbrSignature = mbr?.Signature,
            GptDiskId = gpt?.DiskId,
            IsHybrid = isHybrid,
            Partitions = partitions,
            Remarks = remarks,
        };
    }

    private static PartitionTable ForMbr(ByteSource disk, MbrSector mbr, int sectorSize, List<ImageRemark> remarks)
    {
        List<Partition> partitions = MbrPartitions.Read(disk, mbr, sectorSize, remarks);
        PartitionLayout.Check(partitions, disk.Length, remarks);
        return new PartitionTable { Style = PartitionTableStyle.Mbr, MbrSignature = mbr.Signature, Partitions = partitions, Remarks = remarks };
    }
}
