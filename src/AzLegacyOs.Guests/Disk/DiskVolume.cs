using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Partitions;

namespace AzLegacyOs.Guests.Disk;

/// <summary>A partition with its file system, or a whole disk that is one volume.</summary>
/// <param name="partition">The partition; null where the volume is the whole disk.</param>
/// <param name="identity">What it was recognised as; null where it was not.</param>
/// <param name="fileSystem">The file system; null where it is none that can be read.</param>
internal sealed class DiskVolume(Partition? partition, VolumeIdentity? identity, FileSystem? fileSystem)
{
    /// <summary>Longest file of text that is read whole, in bytes.</summary>
    private const int TextLimit = 64 * 1024;

    private readonly Dictionary<string, FileEntry> _directories = new(StringComparer.OrdinalIgnoreCase);

    public Partition? Partition { get; } = partition;

    public VolumeIdentity? Identity { get; } = identity;

    public FileSystem? FileSystem { get; } = fileSystem;

    /// <summary>Number of the partition; null where the volume is the whole disk.</summary>
    public int? Number => Partition?.Number;

    /// <summary>"partition 1", or "the disk".</summary>
    public string Description { get; } = partition is null ? "the disk" : $"partition {partition.Number}";

    /// <summary>How the place of a file is shown: "\boot.ini on partition 1".</summary>
    public string Where(string path) => $"{path} on {Description}";

    /// <summary>Finds a file or directory; null where there is none, or no file system. Directories are kept: most files that are asked for lie in the same few.</summary>
    /// <exception cref="IOException">A directory on the way cannot be read.</exception>
    public FileEntry? Find(string path)
    {
        int slash = path.LastIndexOf('\\');
        if (slash <= 0) return FileSystem?.Find(path);
        string parent = path.Substring(0, slash);
        if (!_directories.TryGetValue(parent, out FileEntry? directory))
        {
            if (Find(parent) is not { IsDirectory: true } found) return null;
            _directories.Add(parent, directory = found);
        }

        string name = path.Substring(slash + 1);
        return name.Length == 0 ? directory : FileSystem!.Find(directory, name);
    }

    /// <summary>Finds a file; null where there is none by that name, or a directory has the name.</summary>
    /// <exception cref="IOException">A directory on the way cannot be read.</exception>
    public FileEntry? FindFile(string path) => Find(path) is { IsDirectory: false } file ? file : null;

    /// <summary>Reads a file that is small by its nature, or as much of it as such a file can have.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] ReadSmall(FileEntry file)
    {
        using ByteSource source = file.Open();
        return source.ReadBytes(0, (int)Math.Min(source.Length, TextLimit));
    }
}
