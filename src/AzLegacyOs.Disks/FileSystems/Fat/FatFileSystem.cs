using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>A FAT12, FAT16 or FAT32 volume.</summary>
public sealed class FatFileSystem : FileSystem
{
    private const int BootSectorSize = 512;

    /// <summary>A directory cannot be larger than this: 65,536 entries.</summary>
    private const int MaxDirectorySize = 65536 * DirectoryRecord.EntrySize;

    /// <summary>As many directories as hold the files of a system that are looked for, each of a usual size, are kept: a name is found only by reading all before it.</summary>
    private const int KeptDirectories = 16;

    private const int KeptRecords = 4096;

    /// <summary>Stands for the root directory, which has no first cluster on FAT12 and FAT16, among the first clusters of the others.</summary>
    private const long RootKey = -1;

    private readonly ByteSource _volume;
    private readonly ByteSource _metadata;
    private readonly FatBootSector _boot;
    private readonly AllocationTable _table;
    private readonly List<VolumeRemark> _remarks = [];
    private readonly RecentPieces<List<DirectoryRecord>> _directories = new(KeptDirectories);

    private FatFileSystem(ByteSource volume, ByteSource metadata, FatBootSector boot)
    {
        _volume = volume;
        _metadata = metadata;
        _boot = boot;
        _table = new AllocationTable(metadata, boot);
        Root = new FatEntry(this, null);
        if (boot.VolumeSize > volume.Length) _remarks.Add(new VolumeRemark(volume.Length, $"the volume is {boot.VolumeSize} bytes long, but only {volume.Length} are there"));
        IsDirty = boot.IsMarkedDirty || !_table.IsClosed;
        if (!_table.IsWithoutErrors) _remarks.Add(new VolumeRemark(boot.FatOffset, "the volume says that read or write errors were met"));
        Label = Records(Root).FirstOrDefault(r => r.IsVolumeLabel)?.ShortName ?? boot.Label;
    }

    /// <inheritdoc/>
    public override string Kind => $"FAT{_boot.Bits}";

    /// <inheritdoc/>
    public override string? Label { get; }

    /// <inheritdoc/>
    public override bool IsDirty { get; }

    /// <inheritdoc/>
    public override int ClusterSize => _boot.ClusterSize;

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeRemark> Remarks => _remarks;

    /// <inheritdoc/>
    public override FileEntry Root { get; }

    internal FatBootSector Boot => _boot;

    /// <summary>The volume behind a cache.</summary>
    internal ByteSource Metadata => _metadata;

    /// <summary>Opens a volume.</summary>
    /// <returns>Null where the first sector is not a boot sector of FAT.</returns>
    /// <exception cref="DiskFormatException">The volume is FAT, but its root directory cannot be read.</exception>
    public static FatFileSystem? TryOpen(ByteSource volume)
    {
        if (volume.Length < BootSectorSize) return null;
        var metadata = PiecewiseSource.ByPages(volume);
        return FatBootSector.Parse(metadata.ReadBytes(0, BootSectorSize)) is { } boot ? new FatFileSystem(volume, metadata, boot) : null;
    }

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(FileEntry directory, Action<DiskFormatException>? onProblem = null) =>
        Records(directory).Where(r => !r.IsVolumeLabel).Select(r => new FatEntry(this, r));

    /// <inheritdoc/>
    public override FileEntry? Find(FileEntry directory, string name)
    {
        DirectoryRecord? best = null;
        foreach (DirectoryRecord record in Records(directory).Where(r => !r.IsVolumeLabel))
        {
            if (record.LongName == name)
            {
                best = record;
                break;
            }

            bool matches = string.Equals(record.LongName, name, StringComparison.OrdinalIgnoreCase) || string.Equals(record.ShortName, name, StringComparison.OrdinalIgnoreCase);
            if (matches) best ??= record;
        }

        return best is null ? null : new FatEntry(this, best);
    }

    internal ByteSource OpenData(FatEntry entry)
    {
        string name = $"{entry.Name} of {_volume.Name}";
        if (entry.IsDirectory) throw new DiskFormatException(name, 0, "it is a directory");
        if (entry.Length == 0) return new BufferSource(name, []);
        return new ChainSource(name, _volume, _boot, GetRuns(entry), entry.Length);
    }

    /// <summary>The clusters of a file, as many as its length needs.</summary>
    /// <exception cref="DiskFormatException">The chain is damaged.</exception>
    internal List<ClusterRun> GetRuns(FatEntry file)
    {
        long clusters = (file.Length + ClusterSize - 1) / ClusterSize;
        return clusters == 0 ? [] : _table.Follow($"{file.Name} of {_volume.Name}", file.Record!.FirstCluster, clusters, isWhole: true);
    }

    private IEnumerable<DirectoryRecord> Records(FileEntry directory)
    {
        var entry = (FatEntry)directory;
        if (!entry.IsDirectory) throw new DiskFormatException(_volume.Name, 0, $"{entry.Name} is not a directory");
        long key = entry.Record?.FirstCluster ?? RootKey;
        return _directories.Find(key) is { } known ? known : Read(OpenDirectory(entry), key);
    }

    private IEnumerable<DirectoryRecord> Read(ByteSource directory, long key)
    {
        var records = new List<DirectoryRecord>();
        foreach (DirectoryRecord record in DirectoryRecord.ReadAll(directory, _boot.Bits == 32))
        {
            if (records.Count <= KeptRecords) records.Add(record);
            yield return record;
        }

        if (records.Count <= KeptRecords) _directories.Add(key, records);
    }

    private ByteSource OpenDirectory(FatEntry entry)
    {
        if (entry.Record is null && _boot.Bits != 32) return new ByteSourceSlice(_metadata, _boot.RootOffset, _boot.RootSize, _volume.Name);
        string name = entry.Record is null ? _volume.Name : $"{entry.Name} of {_volume.Name}";
        uint first = entry.Record?.FirstCluster ?? _boot.RootCluster;
        int limit = Math.Max(1, MaxDirectorySize / ClusterSize);
        List<ClusterRun> runs = _table.Follow(name, first, limit, isWhole: false);
        return new ChainSource(name, _metadata, _boot, runs, length: null);
    }
}
