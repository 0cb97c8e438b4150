namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Length and time of the files of an image, by which it shows that they were changed while they were read.</summary>
public sealed class FileStamps
{
    private readonly List<(string Path, long Length, DateTime LastWriteUtc)> _stamps;

    private FileStamps(List<(string Path, long Length, DateTime LastWriteUtc)> stamps) => _stamps = stamps;

    /// <summary>Notes them. What is no file, as a blob, is passed over.</summary>
    public static FileStamps Of(DiskImage image) => new([.. image.FileNames.Where(File.Exists).Select(Note)]);

    /// <summary>Compares them with the files as they are now.</summary>
    /// <exception cref="DiskFormatException">A file was changed.</exception>
    public void CheckUnchanged()
    {
        foreach ((string Path, long Length, DateTime LastWriteUtc) stamp in _stamps)
        {
            if (!File.Exists(stamp.Path) || Note(stamp.Path) != stamp) throw new DiskFormatException(stamp.Path, 0, "the file was changed by another program while it was read");
        }
    }

    private static (string Path, long Length, DateTime LastWriteUtc) Note(string path)
    {
        FileInfo file = new(path);
        return (path, file.Length, file.LastWriteTimeUtc);
    }
}
