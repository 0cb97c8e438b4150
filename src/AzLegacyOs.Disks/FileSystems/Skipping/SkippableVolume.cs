using AzLegacyOs.Disks.FileSystems.Fat;
using AzLegacyOs.Disks.FileSystems.Ntfs;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>A sound NTFS or FAT volume and what of it nobody needs.</summary>
internal sealed class SkippableVolume
{
    // Files of volsnap are named by the snapshot's id and this one.
    private const string ShadowCopyId = "{3808876b-c176-4e48-b7ae-04046e6cc752}";

    private readonly ClusterMap _map;
    private readonly OrderedRanges _files;

    private SkippableVolume(ClusterMap map, OrderedRanges files)
    {
        _map = map;
        _files = files;
    }

    public long FreeBytes { get; private init; }

    public long PageFileBytes { get; private init; }

    public long SwapFileBytes { get; private init; }

    public long HibernationFileBytes { get; private init; }

    public bool HasShadowCopies { get; private init; }

    /// <summary>Examines a volume that holds no hibernated session.</summary>
    /// <exception cref="DiskFormatException">It is damaged, or not in a state in which anything may be left out; the reason says which.</exception>
    public static SkippableVolume Examine(FileSystem fileSystem, CancellationToken cancellationToken)
    {
        if (FindObstacle(fileSystem) is { } obstacle) throw new DiskFormatException(fileSystem.Kind, 0, obstacle);

        FileEntry? pageFile = FindFile(fileSystem, "pagefile.sys");
        FileEntry? swapFile = FindFile(fileSystem, "swapfile.sys");
        FileEntry? hibernation = HibernationFile.Find(fileSystem);
        OrderedRanges page = GetRuns(fileSystem, pageFile);
        OrderedRanges swap = GetRuns(fileSystem, swapFile);
        OrderedRanges hiber = GetRuns(fileSystem, hibernation);
        OrderedRanges files = new(new[] { page, swap, hiber }.SelectMany(ranges => ranges.Find(0, long.MaxValue)));
        ClusterMap map = OpenMap(fileSystem, files, [pageFile, swapFile, hibernation], cancellationToken);
        return new SkippableVolume(map, files)
        {
            FreeBytes = map.FindFree(0, long.MaxValue).Sum(e => e.Length),
            PageFileBytes = page.Length,
            SwapFileBytes = swap.Length,
            HibernationFileBytes = hiber.Length,
            HasShadowCopies = KeepsShadowCopies(fileSystem),
        };
    }

    /// <summary>What is left out of a part of the volume, ascending and not overlapping.</summary>
    public IEnumerable<ByteExtent> Find(long offset, long length)
    {
        // The two never overlap: the files' clusters are in use.
        using IEnumerator<ByteExtent> free = _map.FindFree(offset, length).GetEnumerator();
        using IEnumerator<ByteExtent> files = _files.Find(offset, length).GetEnumerator();
        bool hasFree = free.MoveNext();
        bool hasFile = files.MoveNext();
        while (hasFree || hasFile)
        {
            bool takeFree = hasFree && (!hasFile || free.Current.Offset < files.Current.Offset);
            yield return takeFree ? free.Current : files.Current;
            if (takeFree) hasFree = free.MoveNext();
            else hasFile = files.MoveNext();
        }
    }

    private static string? FindObstacle(FileSystem fileSystem)
    {
        if (fileSystem.IsDirty) return "the volume was not closed cleanly";
        if (fileSystem is NtfsFileSystem { IsLogClean: not true }) return "its log holds changes that have yet to reach the volume, or cannot be read";
        return fileSystem.Remarks.Select(r => r.Text).FirstOrDefault();
    }

    private static FileEntry? FindFile(FileSystem fileSystem, string name) => fileSystem.Find(name) is { IsDirectory: false } file ? file : null;

    private static OrderedRanges GetRuns(FileSystem fileSystem, FileEntry? file) => new(file switch
    {
        NtfsEntry entry => NtfsUsage.GetRuns(entry),
        FatEntry entry => ((FatFileSystem)fileSystem).GetRuns(entry).Select(r => ToBytes(((FatFileSystem)fileSystem).Boot, r)),
        _ => [],
    });

    private static ByteExtent ToBytes(FatBootSector boot, ClusterRun run) =>
        new(boot.DataOffset + ((run.First - 2L) * boot.ClusterSize), (long)run.Count * boot.ClusterSize);

    private static ClusterMap OpenMap(FileSystem fileSystem, OrderedRanges files, FileEntry?[] owners, CancellationToken cancellationToken)
    {
        if (fileSystem is NtfsFileSystem ntfs)
        {
            var bitmap = NtfsClusterMap.Open(ntfs);
            NtfsUsage.Check(ntfs, bitmap, files, [.. owners.OfType<NtfsEntry>().Select(o => o.Reference.Record)], cancellationToken);
            return bitmap;
        }

        var fat = (FatFileSystem)fileSystem;
        var table = new FatClusterMap(fat.Metadata, fat.Boot);
        table.CheckLinks(cancellationToken);
        return table;
    }

    private static bool KeepsShadowCopies(FileSystem fileSystem) =>
        fileSystem.Find("System Volume Information") is { IsDirectory: true } folder
        && fileSystem.List(folder).Any(e => e.Name.Length > ShadowCopyId.Length && e.Name.EndsWith(ShadowCopyId, StringComparison.OrdinalIgnoreCase));
}
