using System.Buffers;

namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>A file that NTFS has compressed.</summary>
/// <remarks>
/// It is stored in units of 2^n clusters. A unit whose clusters all exist is stored as it is, a unit without clusters is zero, and
/// a unit with some clusters followed by a hole is compressed.
/// </remarks>
internal sealed class CompressedSource : ChunkedSource
{
    /// <summary>Windows uses units of 16 clusters of at most 4 KiB; the bound leaves room for other writers.</summary>
    private const int MaxUnitSize = 1 << 20;

    private readonly ByteSource _volume;
    private readonly RunMap _map;
    private readonly long _initialised;

    private CompressedSource(string name, ByteSource volume, RunMap map, long size, long initialised, int unitSize)
        : base(name, size, unitSize)
    {
        _volume = volume;
        _map = map;
        _initialised = initialised;
    }

    private int UnitClusters => ChunkSize / _map.ClusterSize;

    /// <summary>Makes the source.</summary>
    /// <param name="name">What the bytes belong to.</param>
    /// <param name="volume">Where the clusters are read.</param>
    /// <param name="map">The clusters.</param>
    /// <param name="first">The first extent of the attribute.</param>
    /// <exception cref="DiskFormatException">The compression unit is not one of NTFS.</exception>
    public static CompressedSource Create(string name, ByteSource volume, RunMap map, NtfsAttribute first)
    {
        int shift = first.CompressionUnitShift;
        if (shift is < 1 or > 16 || (long)map.ClusterSize << shift > MaxUnitSize)
            throw first.Record.Fault(first.Offset, $"a compressed attribute has units of 2^{shift} clusters of {map.ClusterSize} bytes");
        return new CompressedSource(name, volume, map, first.Size, first.InitialisedSize, map.ClusterSize << shift);
    }

    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        long end = Math.Min(offset + length, _initialised);
        while (offset < end)
        {
            long unit = offset / ChunkSize;
            int index = _map.IndexOf(unit * UnitClusters);
            if (index < 0) yield break;
            DataRun run = _map.Runs[index];
            // A hole can be larger than any disk: it is passed in one step.
            long nextUnit = run.IsHole ? Math.Max(unit + 1, run.EndVcn / UnitClusters) : unit + 1;
            long next = nextUnit > end / ChunkSize ? end : nextUnit * ChunkSize;
            if (!run.IsHole) yield return new ByteExtent(offset, next - offset);
            offset = next;
        }
    }

    protected override void Decode(long number, byte[] chunk)
    {
        long start = number * ChunkSize;
        int stored = StoredClusters(number, out bool isCompressed);
        if (stored == 0 || start >= _initialised)
        {
            Array.Clear(chunk, 0, chunk.Length);
            return;
        }

        if (isCompressed)
            Decompress(start, stored * _map.ClusterSize, chunk);
        else
            ReadStored(start, chunk, chunk.Length);

        if (_initialised - start < chunk.Length)
            Array.Clear(chunk, (int)(_initialised - start), chunk.Length - (int)(_initialised - start));
    }

    private void Decompress(long start, int storedLength, byte[] chunk)
    {
        byte[] stored = ArrayPool<byte>.Shared.Rent(storedLength);
        try
        {
            ReadStored(start, stored, storedLength);
            if (Lznt1.Decompress(stored, storedLength, chunk, chunk.Length) is { } fault)
                throw new DiskFormatException(Name, start, $"the compressed data is damaged: {fault}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    /// <summary>Reads the clusters at the start of a unit; what is mapped no more is zero.</summary>
    private void ReadStored(long start, byte[] buffer, int count)
    {
        int available = (int)Math.Min(count, _map.Size - start);
        Array.Clear(buffer, available, count - available);
        for (int done = 0; done < available;)
        {
            ByteExtent piece = _map.Locate(start + done, available - done, out _);
            _volume.Read(piece.Offset, buffer, done, (int)piece.Length);
            done += (int)piece.Length;
        }
    }

    /// <summary>The number of clusters that a unit occupies, and whether a hole follows them.</summary>
    private int StoredClusters(long unit, out bool isCompressed)
    {
        isCompressed = false;
        int stored = 0;
        long vcn = unit * UnitClusters;
        long end = vcn + UnitClusters;
        int index = _map.IndexOf(vcn);
        while (index >= 0 && index < _map.Runs.Count && vcn < end)
        {
            DataRun run = _map.Runs[index++];
            long next = Math.Min(end, run.EndVcn);
            if (run.IsHole)
                isCompressed = true;
            else if (isCompressed)
                throw new DiskFormatException(Name, unit * ChunkSize, "clusters follow a hole inside a compression unit");
            else
                stored += (int)(next - vcn);
            vcn = next;
        }

        return stored;
    }
}
