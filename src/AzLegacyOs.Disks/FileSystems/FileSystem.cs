namespace AzLegacyOs.Disks.FileSystems;

/// <summary>A read-only file system on a volume.</summary>
public abstract class FileSystem
{
    /// <summary>NTFS, FAT12, FAT16 or FAT32.</summary>
    public abstract string Kind { get; }

    /// <summary>The volume label, or null.</summary>
    public abstract string? Label { get; }

    /// <summary>Whether the volume says that it was not closed cleanly.</summary>
    public abstract bool IsDirty { get; }

    /// <summary>Cluster size in bytes.</summary>
    public abstract int ClusterSize { get; }

    /// <summary>Oddities that did not stop the opening.</summary>
    public virtual IReadOnlyList<VolumeRemark> Remarks => [];

    /// <summary>The root directory.</summary>
    public abstract FileEntry Root { get; }

    /// <summary>Lists a directory. An entry that cannot be read is left out and told to <paramref name="onProblem"/>; the rest is listed.</summary>
    /// <exception cref="DiskFormatException">The directory itself cannot be read.</exception>
    public abstract IEnumerable<FileEntry> List(FileEntry directory, Action<DiskFormatException>? onProblem = null);

    /// <summary>Finds a child by name, without regard to case by the rules of the file system; an exact match is preferred.</summary>
    /// <exception cref="DiskFormatException">The child cannot be read, or it cannot be said whether there is one.</exception>
    public abstract FileEntry? Find(FileEntry directory, string name);

    /// <summary>Finds a file or directory.</summary>
    /// <param name="path">Names separated by '\' or '/', with or without one in front.</param>
    /// <returns>The entry, or null where any part of the path does not exist.</returns>
    public FileEntry? Find(string path)
    {
        FileEntry? entry = Root;
        foreach (string name in path.Split(['\\', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry is null || !entry.IsDirectory) return null;
            entry = Find(entry, name);
        }

        return entry;
    }
}

/// <summary>A file or directory.</summary>
public abstract class FileEntry
{
    /// <summary>The long name as stored.</summary>
    public abstract string Name { get; }

    public abstract bool IsDirectory { get; }

    /// <summary>Length in bytes of the unnamed data stream; 0 for a directory.</summary>
    public abstract long Length { get; }

    /// <summary>Opens the unnamed data stream.</summary>
    /// <exception cref="DiskFormatException">The data cannot be read: damaged, encrypted, or kept elsewhere.</exception>
    public abstract ByteSource Open();
}
