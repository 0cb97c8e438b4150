using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>Says what is odd about where the partitions of a table lie.</summary>
internal static class PartitionLayout
{
    public static void Check(IReadOnlyList<Partition> partitions, long diskLength, List<ImageRemark> remarks)
    {
        foreach (Partition partition in partitions)
        {
            if (partition.Offset >= diskLength)
                remarks.Add(new ImageRemark(partition.Offset, $"partition {partition.Number} starts beyond the end of the disk, which has {diskLength} bytes"));
            else if (partition.Length > diskLength - partition.Offset)
                remarks.Add(new ImageRemark(partition.Offset, $"partition {partition.Number} ends {partition.Length - (diskLength - partition.Offset)} bytes beyond the end of the disk"));
        }

        Partition[] ordered = [.. partitions.Where(p => !p.IsExtended).OrderBy(p => p.Offset)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Offset - ordered[i - 1].Offset < ordered[i - 1].Length)
                remarks.Add(new ImageRemark(ordered[i].Offset, $"partition {ordered[i].Number} starts inside partition {ordered[i - 1].Number}"));
        }
    }
}
