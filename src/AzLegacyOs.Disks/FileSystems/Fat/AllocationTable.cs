namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>The FAT: for each cluster the one that follows it.</summary>
internal sealed class AllocationTable(ByteSource volume, FatBootSector boot)
{
    private const uint FirstCluster = 2;
    private const int EntrySize = 4; // at most

    private uint EndMark => boot.Bits switch { 12 => 0xFF8, 16 => 0xFFF8, _ => 0x0FFFFFF8 };

    /// <summary>Whether the volume was closed cleanly. FAT12 does not record it.</summary>
    public bool IsClosed => boot.Bits switch { 12 => true, 16 => (Entry(1) & 0x8000) != 0, _ => (Entry(1) & 0x08000000) != 0 };

    /// <summary>Whether no read or write error was met. FAT12 does not record it.</summary>
    public bool IsWithoutErrors => boot.Bits switch { 12 => true, 16 => (Entry(1) & 0x4000) != 0, _ => (Entry(1) & 0x04000000) != 0 };

    /// <summary>Follows a chain.</summary>
    /// <param name="name">What it belongs to.</param>
    /// <param name="first">First cluster.</param>
    /// <param name="limit">Stop after this many clusters.</param>
    /// <param name="isWhole">Whether the chain must have <paramref name="limit"/> clusters; otherwise it must end before.</param>
    /// <returns>The clusters, neighbours joined.</returns>
    /// <exception cref="DiskFormatException">The chain leaves the volume, reaches a free or bad cluster, ends early, or comes back to itself.</exception>
    public List<ClusterRun> Follow(string name, uint first, long limit, bool isWhole)
    {
        if (isWhole && limit > boot.LastCluster - 1) throw new DiskFormatException(name, 0, $"{limit} clusters are wanted where the volume has {boot.LastCluster - 1}");
        var runs = new List<ClusterRun>();
        byte[] entry = new byte[EntrySize];
        uint cluster = first;
        for (long count = 0; count < limit; count++)
        {
            if (cluster >= EndMark)
            {
                if (isWhole || count == 0) throw new DiskFormatException(name, count * boot.ClusterSize, $"the chain of clusters ends after {count} clusters");
                break;
            }

            if (cluster < FirstCluster || cluster > boot.LastCluster) throw new DiskFormatException(name, count * boot.ClusterSize, $"the chain of clusters leads to {Describe(cluster)}");
            Append(runs, cluster);
            cluster = Entry(cluster, entry);
            if (!isWhole && count + 1 == limit && cluster < EndMark) throw new DiskFormatException(name, limit * boot.ClusterSize, $"the chain of clusters goes on after {limit}");
        }

        RequireDistinct(name, runs);
        return runs;
    }

    private static string Describe(uint cluster) => cluster == 0 ? "a free cluster" : $"cluster {cluster}, which does not exist";

    private static void Append(List<ClusterRun> runs, uint cluster)
    {
        if (runs.Count > 0 && runs[runs.Count - 1] is var last && last.First + last.Count == cluster)
            runs[runs.Count - 1] = last with { Count = last.Count + 1 };
        else
            runs.Add(new ClusterRun(cluster, 1));
    }

    private static void RequireDistinct(string name, List<ClusterRun> runs)
    {
        // Most chains only lead forward: there is nothing to sort.
        if (FindOverlap(runs) is null) return;
        if (FindOverlap([.. runs.OrderBy(r => r.First)]) is { } run) throw new DiskFormatException(name, 0, $"the chain of clusters comes back to cluster {run.First}");
    }

    /// <summary>The first run that does not start behind the one before; null where there is none.</summary>
    private static ClusterRun? FindOverlap(List<ClusterRun> runs)
    {
        for (int i = 1; i < runs.Count; i++)
        {
            if (runs[i].First < runs[i - 1].First + runs[i - 1].Count) return runs[i];
        }

        return null;
    }

    private uint Entry(uint cluster) => Entry(cluster, new byte[EntrySize]);

    private uint Entry(uint cluster, byte[] bytes)
    {
        switch (boot.Bits)
        {
            case 12:
                volume.Read(boot.FatOffset + cluster + cluster / 2, bytes, 0, 2);
                return cluster % 2 == 0 ? bytes.U32(0) & 0xFFF : bytes.U32(0) >> 4;
            case 16:
                volume.Read(boot.FatOffset + cluster * 2L, bytes, 0, 2);
                return bytes.U16(0);
            default:
                volume.Read(boot.FatOffset + cluster * 4L, bytes, 0, 4);
                return bytes.U32(0) & 0x0FFFFFFF;
        }
    }
}

/// <summary>Clusters that follow each other on the volume.</summary>
/// <param name="First">First cluster.</param>
/// <param name="Count">Number of clusters.</param>
internal readonly record struct ClusterRun(uint First, uint Count);
