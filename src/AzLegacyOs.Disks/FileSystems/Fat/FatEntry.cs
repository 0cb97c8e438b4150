namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>A file or directory on a FAT volume.</summary>
public sealed class FatEntry : FileEntry
{
    private readonly FatFileSystem _fileSystem;

    internal FatEntry(FatFileSystem fileSystem, DirectoryRecord? record)
    {
        _fileSystem = fileSystem;
        Record = record;
    }

    /// <inheritdoc/>
    public override string Name => Record?.LongName ?? "";

    /// <summary>The 8.3 name.</summary>
    public string ShortName => Record?.ShortName ?? "";

    /// <inheritdoc/>
    public override bool IsDirectory => Record?.IsDirectory ?? true;

    /// <inheritdoc/>
    public override long Length => IsDirectory ? 0 : Record!.Size;

    /// <summary>The attributes as stored.</summary>
    public FileAttributes Attributes => Record?.Attributes ?? FileAttributes.Directory;

    /// <summary>Null for the root directory, which has no entry of its own.</summary>
    internal DirectoryRecord? Record { get; }

    /// <inheritdoc/>
    public override ByteSource Open() => _fileSystem.OpenData(this);
}
