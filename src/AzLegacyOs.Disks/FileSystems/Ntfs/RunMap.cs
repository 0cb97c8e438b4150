namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Where the bytes of a non-resident attribute are on the volume.</summary>
internal sealed class RunMap
{
    /// <summary>Bounds the memory for the runs of one file at 24 MiB; Windows itself cannot make a file with more than about 1.5 million.</summary>
    private const int MaxRuns = 1 << 20;

    private readonly string _name;
    private readonly List<DataRun> _runs;

    private RunMap(string name, int clusterSize, List<DataRun> runs)
    {
        _name = name;
        _runs = runs;
        ClusterSize = clusterSize;
    }

    public int ClusterSize { get; }

    public IReadOnlyList<DataRun> Runs => _runs;

    /// <summary>Number of clusters that are mapped, holes included.</summary>
    public long ClusterCount => _runs.Count == 0 ? 0 : _runs[_runs.Count - 1].EndVcn;

    /// <summary>Number of bytes that are mapped, holes included.</summary>
    public long Size => ClusterCount > long.MaxValue / ClusterSize ? long.MaxValue : ClusterCount * ClusterSize;

    /// <summary>Joins the extents of one attribute.</summary>
    /// <param name="name">What the bytes belong to.</param>
    /// <param name="boot">The geometry of the volume.</param>
    /// <param name="extents">The extents in ascending order of clusters.</param>
    /// <exception cref="DiskFormatException">The runs are damaged, or an extent is missing.</exception>
    public static RunMap Create(string name, NtfsBootSector boot, IEnumerable<NtfsAttribute> extents)
    {
        var runs = new List<DataRun>();
        long next = 0;
        foreach (NtfsAttribute extent in extents)
        {
            if (extent.IsResident) throw extent.Record.Fault(extent.Offset, "an attribute is both resident and spread over several records");
            if (extent.FirstVcn != next) throw extent.Record.Fault(extent.Offset, $"cluster {next} of an attribute should follow, but this extent starts with {extent.FirstVcn}");
            DataRun.Decode(extent, boot, runs);
            if (runs.Count > MaxRuns) throw extent.Record.Fault(extent.Offset, $"an attribute is in more than {MaxRuns} pieces");
            next = extent.LastVcn + 1;
        }

        return new RunMap(name, boot.ClusterSize, runs);
    }

    /// <summary>Finds bytes on the volume.</summary>
    /// <param name="offset">Byte offset in the attribute.</param>
    /// <param name="length">Number of bytes wanted, at least 1.</param>
    /// <param name="isHole">Whether they are not stored.</param>
    /// <returns>The position on the volume and how many of the bytes follow there in one piece.</returns>
    /// <exception cref="DiskFormatException">The byte is not mapped.</exception>
    public ByteExtent Locate(long offset, long length, out bool isHole)
    {
        int index = IndexOf(offset / ClusterSize);
        if (index < 0) throw new DiskFormatException(_name, offset, "no cluster is given for this part of the file");

        DataRun run = _runs[index];
        long inRun = offset - run.Vcn * ClusterSize;
        isHole = run.IsHole;
        long left = run.Count > long.MaxValue / ClusterSize ? long.MaxValue : run.Count * ClusterSize - inRun;
        return new ByteExtent(isHole ? 0 : run.Lcn * ClusterSize + inRun, Math.Min(length, left));
    }

    /// <summary>The index of the run that maps a cluster; negative where none does.</summary>
    public int IndexOf(long vcn)
    {
        int low = 0;
        int high = _runs.Count - 1;
        while (low <= high)
        {
            int middle = low + (high - low) / 2;
            DataRun run = _runs[middle];
            if (vcn < run.Vcn)
                high = middle - 1;
            else if (vcn >= run.EndVcn)
                low = middle + 1;
            else
                return middle;
        }

        return -1;
    }
}
