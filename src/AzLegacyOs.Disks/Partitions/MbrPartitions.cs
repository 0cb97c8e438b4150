using System.Globalization;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>Primary and logical partitions of a disk with a master boot record.</summary>
internal static class MbrPartitions
{
    // Windows stops at far fewer; the bound only keeps a forged chain short.
    private const int MaximumLogicalPartitions = 256;

    public static List<Partition> Read(ByteSource disk, MbrSector mbr, int sectorSize, List<ImageRemark> remarks)
    {
        List<Partition> partitions = [];
        for (int i = 0; i < mbr.Entries.Count; i++)
        {
            MbrEntry entry = mbr.Entries[i];
            if (entry.Type != 0 && entry.Count == 0) remarks.Add(new ImageRemark(MbrSector.EntriesOffset + (i * 16), $"partition {i + 1} has a type but no sectors, so it was left out"));
            if (entry.IsUsed) partitions.Add(ToPartition(entry, i + 1, entry.Start, sectorSize));
        }

        int active = partitions.Count(p => p.IsActive);
        if (active > 1) remarks.Add(new ImageRemark(MbrSector.EntriesOffset, $"{active} partitions are marked active") { IsProperty = true });

        MbrEntry[] extended = [.. mbr.Entries.Where(e => e.IsUsed && e.IsExtended)];
        if (extended.Length > 1) remarks.Add(new ImageRemark(MbrSector.EntriesOffset, $"there are {extended.Length} extended partitions; only the first one was followed"));
        if (extended.Length > 0) AddLogical(disk, extended[0].Start, sectorSize, partitions, remarks);
        return partitions;
    }

    /// <summary>Follows the chain of boot records: each has one logical partition, counted from itself, and a link, counted from the first.</summary>
    private static void AddLogical(ByteSource disk, long chainStart, int sectorSize, List<Partition> partitions, List<ImageRemark> remarks)
    {
        HashSet<long> visited = [];
        long record = chainStart;
        int number = 5;
        while (true)
        {
            long offset = record * sectorSize;
            if (!visited.Add(record))
            {
                remarks.Add(new ImageRemark(offset, "the chain of logical partitions leads back to an earlier record; it was followed no further"));
                return;
            }

            if (visited.Count > MaximumLogicalPartitions)
            {
                remarks.Add(new ImageRemark(offset, $"there are more than {MaximumLogicalPartitions} logical partitions; the rest was left out"));
                return;
            }

            if (ReadRecord(disk, offset, sectorSize, remarks) is not MbrSector sector) return;

            if (sector.Entries.FirstOrDefault(e => e.IsUsed && !e.IsExtended) is { } logical)
                partitions.Add(ToPartition(logical, number++, record + logical.Start, sectorSize));
            if (sector.Entries.FirstOrDefault(e => e.IsUsed && e.IsExtended) is not { } link) return;
            record = chainStart + link.Start;
        }
    }

    private static MbrSector? ReadRecord(ByteSource disk, long offset, int sectorSize, List<ImageRemark> remarks)
    {
        if (offset > disk.Length - sectorSize)
        {
            remarks.Add(new ImageRemark(offset, "the chain of logical partitions leads beyond the end of the disk"));
            return null;
        }

        var sector = MbrSector.Read(disk, offset, sectorSize);
        if (sector is null) remarks.Add(new ImageRemark(offset, "the record of a logical partition does not end in 55 AA; further logical partitions are not known"));
        return sector;
    }

    private static Partition ToPartition(MbrEntry entry, int number, long start, int sectorSize) => new()
    {
        Number = number,
        Offset = start * sectorSize,
        Length = (long)entry.Count * sectorSize,
        Type = entry.Type.ToString("X2", CultureInfo.InvariantCulture),
        IsActive = entry.IsActive,
        IsExtended = entry.IsExtended,
    };
}
