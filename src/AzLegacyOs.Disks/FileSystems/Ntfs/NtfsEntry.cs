using AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>A file or directory on an NTFS volume. Everything comes from its file record, nothing from the directory entry but the name.</summary>
public sealed class NtfsEntry : FileEntry
{
    private const int MaxReparseSize = 16 << 10;
    private const int ReparseHeaderSize = 8;
    private const int WofProviderFile = 2;

    private readonly NtfsFile _file;
    private readonly AttributeData? _data;
    private readonly byte[]? _reparse;
    private readonly string _volumeName;

    internal NtfsEntry(string name, string volumeName, NtfsFile file)
    {
        Name = name;
        _volumeName = volumeName;
        _file = file;
        if (!IsDirectory) _data = file.Find(AttributeType.Data);
        _reparse = file.Find(AttributeType.ReparsePoint)?.ReadAll(MaxReparseSize);
        byte[]? standard = file.Find(AttributeType.StandardInformation)?.ReadAll(1024);
        if (standard is { Length: >= 36 }) Attributes = (FileAttributes)standard.I32(32);
        Length = _data?.Size ?? 0;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool IsDirectory => _file.Record.IsDirectory;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>The attributes as Windows stores them; they can say less than the data does (a compressed or sparse stream).</summary>
    public FileAttributes Attributes { get; }

    /// <summary>The reparse tag, see <see cref="Ntfs.ReparseTag"/>; null for an ordinary file or directory.</summary>
    public uint? ReparseTag => _reparse is { Length: >= ReparseHeaderSize } ? _reparse.U32(0) : null;

    /// <summary>The file record.</summary>
    public FileReference Reference => _file.Record.Reference;

    /// <summary>Number of names in the file record; 8.3 names beside long ones count too.</summary>
    public int LinkCount => _file.Record.LinkCount;

    /// <summary>The names of the alternate data streams.</summary>
    public IEnumerable<string> StreamNames => _file.NamesOf(AttributeType.Data);

    internal NtfsFile File => _file;

    private string DisplayName => $"{Name} of {_volumeName}";

    /// <inheritdoc/>
    public override ByteSource Open()
    {
        if (IsDirectory) throw Unreadable("it is a directory");
        if (ReparseTag == Ntfs.ReparseTag.Wof) return OpenWof();
        if (ReparseTag is { } tag && (Length == 0 || IsSparse)) throw Unreadable($"the file is {Ntfs.ReparseTag.Describe(tag)}, its data is not here");
        return _data is null ? new BufferSource(DisplayName, []) : _data.Open(DisplayName);
    }

    /// <summary>Opens an alternate data stream.</summary>
    /// <param name="name">Its name, matched exactly.</param>
    /// <returns>The stream, or null where there is none of that name.</returns>
    /// <exception cref="DiskFormatException">The stream cannot be read.</exception>
    public ByteSource? OpenStream(string name) => _file.Find(AttributeType.Data, name)?.Open($"{Name}:{name} of {_volumeName}");

    /// <summary>Throws where the entry stands for another directory, so that an empty list is not taken for its content.</summary>
    internal void RequireOwnContent()
    {
        if (ReparseTag is { } tag && (tag & Ntfs.ReparseTag.NameSurrogate) != 0) throw Unreadable($"the directory is {Ntfs.ReparseTag.Describe(tag)}, which is not followed");
    }

    private bool IsSparse => _data is not null && (_data.Flags & AttributeFlags.Sparse) != 0;

    /// <summary>The data of the reparse point: version u32, provider u32, version u32, algorithm u32.</summary>
    private WofSource OpenWof()
    {
        byte[] reparse = _reparse!;
        if (reparse.Length < ReparseHeaderSize + 16) throw Unreadable("the file is kept compressed by WOF, but it does not say how");
        uint provider = reparse.U32(ReparseHeaderSize + 4);
        uint algorithm = reparse.U32(ReparseHeaderSize + 12);
        if (provider != WofProviderFile) throw Unreadable($"the file is kept compressed by WOF in another file (provider {provider})");
        if (algorithm > (uint)WofAlgorithm.Xpress16K) throw Unreadable($"the file is kept compressed by WOF with the unknown method {algorithm}");
        ByteSource stream = OpenStream(WofSource.StreamName) ?? throw Unreadable($"the file is kept compressed by WOF, but its stream {WofSource.StreamName} is missing");
        return new WofSource(DisplayName, stream, (WofAlgorithm)algorithm, Length);
    }

    private DiskFormatException Unreadable(string reason) => new(DisplayName, 0, reason);
}
