namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>Which clusters of a volume are free. Reads the file system's own record of it piece by piece and keeps none of it.</summary>
/// <param name="start">Byte offset on the volume of the first cluster.</param>
/// <param name="count">Number of clusters.</param>
/// <param name="clusterSize">Cluster size in bytes.</param>
internal abstract class ClusterMap(long start, long count, int clusterSize)
{
    /// <summary>The most clusters that are looked at in one step; a multiple of 8.</summary>
    protected const int Window = 16 * 1024;

    /// <summary>The ranges of free clusters, ascending and not touching each other, cut to the bytes of interest.</summary>
    /// <param name="offset">First byte of interest on the volume.</param>
    /// <param name="length">Number of bytes of interest.</param>
    /// <exception cref="DiskFormatException">The record of free clusters cannot be read.</exception>
    public IEnumerable<ByteExtent> FindFree(long offset, long length)
    {
        long end = Math.Min(offset + length, start + (count * clusterSize));
        offset = Math.Max(offset, start);
        if (offset >= end) yield break;

        long last = (end - start - 1) / clusterSize;
        long runStart = -1;
        bool[] free = new bool[Math.Min(Window, last - ((offset - start) / clusterSize) + 1)];
        for (long first = (offset - start) / clusterSize; first <= last; first += free.Length)
        {
            int inWindow = (int)Math.Min(free.Length, last - first + 1);
            ReadFree(first, inWindow, free);
            for (int i = 0; i < inWindow; i++)
            {
                if (free[i] == runStart >= 0) continue;
                long position = start + ((first + i) * clusterSize);
                if (!free[i]) yield return Between(Math.Max(runStart, offset), position);
                runStart = free[i] ? position : -1;
            }
        }

        if (runStart >= 0) yield return Between(Math.Max(runStart, offset), end);
    }

    /// <summary>Notes for each cluster whether it is free.</summary>
    /// <param name="first">First cluster, counted from 0.</param>
    /// <param name="number">Number of clusters.</param>
    /// <param name="free">Takes the answers.</param>
    protected abstract void ReadFree(long first, int number, bool[] free);

    private static ByteExtent Between(long from, long to) => new(from, to - from);
}
