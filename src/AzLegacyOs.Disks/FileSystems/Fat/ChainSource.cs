namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>A file or directory that is stored in a chain of clusters.</summary>
internal sealed class ChainSource : ByteSource
{
    private readonly ByteSource _volume;
    private readonly FatBootSector _boot;
    private readonly List<ClusterRun> _runs;
    private readonly long[] _starts;

    /// <summary>Makes the source.</summary>
    /// <param name="name">What the bytes belong to.</param>
    /// <param name="volume">Where the clusters are read.</param>
    /// <param name="boot">The geometry.</param>
    /// <param name="runs">The clusters.</param>
    /// <param name="length">Length in bytes, not more than the clusters hold; null for all that they hold.</param>
    public ChainSource(string name, ByteSource volume, FatBootSector boot, List<ClusterRun> runs, long? length)
    {
        Name = name;
        _volume = volume;
        _boot = boot;
        _runs = runs;
        _starts = new long[runs.Count];
        long end = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            _starts[i] = end;
            end += runs[i].Count * (long)boot.ClusterSize;
        }

        Length = length ?? end;
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int number = IndexOf(offset);
            ClusterRun run = _runs[number];
            long inRun = offset - _starts[number];
            int length = (int)Math.Min(count, run.Count * (long)_boot.ClusterSize - inRun);
            _volume.Read(_boot.DataOffset + (run.First - 2L) * _boot.ClusterSize + inRun, buffer, index, length);
            offset += length;
            index += length;
            count -= length;
        }
    }

    /// <summary>The index of the run that holds a byte: the last one that starts at or before it.</summary>
    private int IndexOf(long offset)
    {
        int low = 0;
        int high = _starts.Length - 1;
        while (low < high)
        {
            int middle = high - (high - low) / 2;
            if (_starts[middle] <= offset) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
