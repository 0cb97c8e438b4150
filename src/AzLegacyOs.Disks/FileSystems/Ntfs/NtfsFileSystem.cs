using System.Text;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>An NTFS volume of any version, read without changing it and without replaying its log.</summary>
public sealed class NtfsFileSystem : FileSystem
{
    private const int VolumeRecord = 3;
    private const int LogFileRecord = 2;
    private const int RootRecord = 5;
    private const int UpCaseRecord = 10;

    /// <summary>The files of NTFS itself have the records below this one.</summary>
    private const int FirstUserRecord = 16;

    private const int DirtyFlag = 1;
    private const int MaxLabelSize = 512;

    /// <summary>As many directories as hold the files of a system that are looked for.</summary>
    private const int IndexCapacity = 16;

    private readonly NtfsVolume _volume;
    private readonly MasterFileTable _table;
    private readonly List<VolumeRemark> _remarks = [];
    private readonly Lazy<UpCaseTable?> _upCase;
    private readonly RecentPieces<DirectoryIndex> _indexes = new(IndexCapacity);

    private NtfsFileSystem(NtfsVolume volume)
    {
        _volume = volume;
        _table = MasterFileTable.Open(volume, Remark);
        NtfsFile information = _table.ReadFile(new FileReference(VolumeRecord));
        Label = ReadLabel(information);
        byte[]? state = information.Find(AttributeType.VolumeInformation)?.ReadAll(64);
        if (state is not { Length: >= 12 }) throw information.Record.Fault(0, "the volume information is missing");
        Version = new Version(state[8], state[9]);
        IsDirty = (state.U16(10) & DirtyFlag) != 0;
        Root = new NtfsEntry("", volume.Name, _table.ReadFile(new FileReference(RootRecord)));
        if (!Root.IsDirectory) throw information.Record.Fault(0, "the root directory is no directory");
        _upCase = new Lazy<UpCaseTable?>(ReadUpCase);
        IsLogClean = ReadLogState();
    }

    /// <inheritdoc/>
    public override string Kind => "NTFS";

    /// <inheritdoc/>
    public override string? Label { get; }

    /// <summary>Whether the dirty bit is set. A volume can have it clear and an unclean log, see <see cref="IsLogClean"/>.</summary>
    public override bool IsDirty { get; }

    /// <summary>Whether $LogFile holds nothing that has yet to reach the volume; null where it cannot be read.</summary>
    /// <remarks>Where it is not clean, names, sizes and places can be those before the last changes, and nothing may be written.</remarks>
    public bool? IsLogClean { get; }

    /// <summary>1.2 for NT 4, 3.0 for Windows 2000, 3.1 from XP on.</summary>
    public Version Version { get; }

    /// <inheritdoc/>
    public override int ClusterSize => _volume.ClusterSize;

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeRemark> Remarks => _remarks;

    /// <inheritdoc/>
    public override FileEntry Root { get; }

    internal NtfsVolume Volume => _volume;

    internal MasterFileTable Table => _table;

    /// <summary>Opens a volume.</summary>
    /// <returns>Null where neither the first nor the last sector is a boot sector of NTFS.</returns>
    /// <exception cref="DiskFormatException">The volume is NTFS, but its structures cannot be read.</exception>
    public static NtfsFileSystem? TryOpen(ByteSource volume)
    {
        var metadata = PiecewiseSource.ByPages(volume);
        var remarks = new List<VolumeRemark>();
        if (NtfsBootSectorFinder.Find(metadata, remarks) is not { } boot) return null;
        var fileSystem = new NtfsFileSystem(new NtfsVolume(volume, metadata, boot));
        fileSystem._remarks.InsertRange(0, remarks);
        return fileSystem;
    }

    /// <summary>Lists a directory. The files of NTFS itself are left out; they can be found by name.</summary>
    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(FileEntry directory, Action<DiskFormatException>? onProblem = null)
    {
        DirectoryIndex index = OpenIndex(directory);
        return Read(index, onProblem ?? (_ => { }));
    }

    /// <inheritdoc/>
    /// <exception cref="DiskFormatException">The name exists but what it points to cannot be read, or the directory is damaged where the name could be.</exception>
    public override FileEntry? Find(FileEntry directory, string name)
    {
        if (name.Length is 0 or > 255 || name == ".") return null;
        DirectoryIndex index = OpenIndex(directory);
        List<IndexEntry> matches = Match(index, name, out DiskFormatException? damage);
        if (matches.Count > 1) matches = [.. matches.OrderByDescending(m => m.Key!.Name == name)];
        foreach (IndexEntry match in matches)
        {
            try
            {
                return OpenEntry(match, directory);
            }
            catch (DiskFormatException problem)
            {
                damage = problem;
            }
        }

        return damage is null ? null : throw damage;
    }

    private List<IndexEntry> Match(DirectoryIndex index, string name, out DiskFormatException? damage)
    {
        damage = null;
        var matches = new List<IndexEntry>();
        if (_upCase.Value is { } upCase && index.TrySearch(name, upCase, matches)) return matches;

        DiskFormatException? first = null;
        UpCaseTable rules = _upCase.Value ?? UpCaseTable.CreateDefault();
        matches = [.. index.Enumerate(problem => first ??= problem).Where(e => rules.Compare(name, e.Key!.Name) == 0)];
        damage = first;
        return matches;
    }

    private IEnumerable<FileEntry> Read(DirectoryIndex index, Action<DiskFormatException> onProblem)
    {
        foreach (IndexEntry item in index.Enumerate(onProblem))
        {
            if (item.Key!.Namespace == FileNamespace.Dos || item.File.Record < FirstUserRecord) continue;
            FileEntry? entry = null;
            try
            {
                entry = new NtfsEntry(item.Key.Name, _volume.Name, _table.ReadFile(item.File));
            }
            catch (DiskFormatException problem)
            {
                onProblem(problem);
            }

            if (entry is not null) yield return entry;
        }
    }

    private NtfsEntry OpenEntry(IndexEntry match, FileEntry directory)
    {
        NtfsFile file = _table.ReadFile(match.File);
        string name = match.Key!.Name;
        if (match.Key.Namespace == FileNamespace.Dos) name = LongName(file, ((NtfsEntry)directory).Reference) ?? name;
        return new NtfsEntry(name, _volume.Name, file);
    }

    /// <summary>The long name beside an 8.3 name.</summary>
    private static string? LongName(NtfsFile file, FileReference parent) =>
        file.FindAll(AttributeType.FileName)
            .Select(a => a.ReadAll(1024))
            .Select(b => FileNameKey.Parse(b, 0, b.Length))
            .FirstOrDefault(k => k is not null && k.Namespace != FileNamespace.Dos && k.Parent.Record == parent.Record)?.Name;

    private DirectoryIndex OpenIndex(FileEntry directory)
    {
        var entry = (NtfsEntry)directory;
        if (!entry.IsDirectory) throw new DiskFormatException(_volume.Name, 0, $"{entry.Name} is not a directory");
        entry.RequireOwnContent();
        if (_indexes.Find(entry.Reference.Record) is { } known) return known;
        var index = new DirectoryIndex(_volume, entry.File);
        _indexes.Add(entry.Reference.Record, index);
        return index;
    }

    private static string? ReadLabel(NtfsFile information)
    {
        byte[]? name = information.Find(AttributeType.VolumeName)?.ReadAll(MaxLabelSize);
        return name is { Length: > 0 } ? Encoding.Unicode.GetString(name) : null;
    }

    private UpCaseTable? ReadUpCase()
    {
        try
        {
            using ByteSource? source = _table.ReadFile(new FileReference(UpCaseRecord)).Find(AttributeType.Data)?.Open(_volume.Name);
            return source is null ? null : UpCaseTable.Read(source);
        }
        catch (DiskFormatException)
        {
            return null;
        }
    }

    private bool? ReadLogState()
    {
        try
        {
            AttributeData? log = _table.ReadFile(new FileReference(LogFileRecord)).Find(AttributeType.Data);
            return log is null ? null : LogFileState.IsClean(log.Open(_volume.Name, isMetadata: true));
        }
        catch (DiskFormatException damage)
        {
            Remark(damage.Offset, $"the log cannot be read: {damage.Reason}");
            return null;
        }
    }

    private void Remark(long offset, string text) => _remarks.Add(new VolumeRemark(offset, text));
}
