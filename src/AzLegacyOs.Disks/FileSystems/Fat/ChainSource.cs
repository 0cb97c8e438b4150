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
    /// <param name="length">Length in bytes, not more than the clusters hold.</param>
    public ChainSource(string name, ByteSource volume, FatBootSector boot, List<ClusterRun> runs, long length)
    {
        Name = name;
        Length = length;
        _volume = volume;
        _boot = boot;
        _runs = runs;
        _starts = new long[runs.Count];
        for (int i = 1; i < runs.Count; i++) _starts[i] = _starts[i - 1] + runs[i - 1].Count * (long)boot.ClusterSize;
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int number = Array.BinarySearch(_starts, offset);
            if (number < 0) number = ~number - 1;
            ClusterRun run = _runs[number];
            long inRun = offset - _starts[number];
            int length = (int)Math.Min(count, run.Count * (long)_boot.ClusterSize - inRun);
            _volume.Read(_boot.DataOffset + (run.First - 2L) * _boot.ClusterSize + inRun, buffer, index, length);
            offset += length;
            index += length;
            count -= length;
        }
    }
}
