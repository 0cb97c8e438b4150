namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Length and time of the files of an image, by which it shows that they were changed while they were read.</summary>
public sealed class FileStamps
{
    private readonly List<Stamp> _stamps;

    private FileStamps(List<Stamp> stamps) => _stamps = stamps;

    /// <summary>Notes them. What is no file, as a blob, is passed over.</summary>
    public static FileStamps Of(DiskImage image) => new([.. image.FileNames.Where(File.Exists).Select(Note)]);

    /// <summary>Compares them with the files as they are now.</summary>
    /// <exception cref="DiskFormatException">A file was changed.</exception>
    public void CheckUnchanged()
    {
        foreach (Stamp stamp in _stamps)
        {
            if (!File.Exists(stamp.Path) || Note(stamp.Path) != stamp) throw new DiskFormatException(stamp.Path, 0, "the file was changed by another program while it was read");
        }
    }

    private static Stamp Note(string path)
    {
        FileInfo file = new(path);
        return new Stamp(path, file.Length, file.LastWriteTimeUtc.Ticks);
    }

    // A class, because the code for a list of classes is compiled already, and that for a list of new structures is not.
    private sealed record Stamp(string Path, long Length, long LastWriteTicks);
}
