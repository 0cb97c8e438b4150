using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Partitions;
using OpenVolume = AzLegacyOs.Disks.FileSystems.Volume;

namespace AzLegacyOs.Guests.Disk;

/// <summary>Reads how a disk is divided and opens what file systems it can.</summary>
internal static class DiskLayoutReader
{
    /// <summary>Reads the layout. A volume that cannot be read stays in the list without a file system and is told to the problem log.</summary>
    public static DiskLayout Read(DiskImage image, ProblemLog problems, CancellationToken token)
    {
        if (ReadTable(image, problems) is not { } table) return new DiskLayout(new PartitionTable { Style = PartitionTableStyle.None }, []) { IsReadable = false };
        var volumes = new List<DiskVolume>();
        foreach (Partition partition in table.Partitions)
        {
            token.ThrowIfCancellationRequested();
            volumes.Add(partition.IsExtended ? new DiskVolume(partition, null, null) : Open(partition, () => partition.Open(image), problems));
        }

        if (table.Partitions.Count == 0 && table.Style == PartitionTableStyle.None) volumes.Add(Open(null, () => image, problems));
        return new DiskLayout(table, volumes);
    }

    private static PartitionTable? ReadTable(DiskImage image, ProblemLog problems)
    {
        try
        {
            return PartitionTable.Read(image, image.LogicalSectorSize);
        }
        catch (IOException exception)
        {
            problems.Add("the partition table", exception);
            return null;
        }
    }

    private static DiskVolume Open(Partition? partition, Func<ByteSource> open, ProblemLog problems)
    {
        VolumeIdentity? identity = null;
        string where = partition is null ? "the disk" : $"partition {partition.Number}";
        try
        {
            ByteSource source = open();
            identity = OpenVolume.Identify(source);
            if (identity?.Problem is { } problem) problems.Add(where, problem);
            FileSystem? fileSystem = identity is { Role: VolumeRole.FileSystem, Problem: null } ? OpenVolume.TryOpen(source) : null;
            foreach (VolumeRemark remark in fileSystem?.Remarks ?? []) problems.Add($"{where}, byte {remark.Offset}", remark.Text);
            return new DiskVolume(partition, identity, fileSystem);
        }
        catch (IOException exception)
        {
            problems.Add(where, exception);
            return new DiskVolume(partition, identity, null);
        }
    }
}
