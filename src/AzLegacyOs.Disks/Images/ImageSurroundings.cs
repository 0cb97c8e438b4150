namespace AzLegacyOs.Disks.Images;

/// <summary>Where an image lies, and through which children it was reached: what is needed to find the files it names.</summary>
internal sealed class ImageSurroundings
{
    // Longer chains of snapshots than any program keeps.
    private const int MaximumChainLength = 64;

    private readonly string? _path;
    private readonly ImageSurroundings? _child;

    private ImageSurroundings(string? path, ImageSurroundings? child)
    {
        _path = path;
        _child = child;
    }

    /// <summary>Of an image that is no file: it has no neighbours.</summary>
    public static ImageSurroundings None { get; } = new(null, null);

    /// <summary>Of an image that a person named.</summary>
    public static ImageSurroundings Of(string path) => new(Path.GetFullPath(path), null);

    /// <summary>The existing files that a path stored in the image may mean: the path itself, seen from the image's folder, then its last part in that
    /// folder, then files there whose name differs in case alone, because Windows takes these for the same.</summary>
    /// <param name="storedPath">The path, with '\' or '/'.</param>
    /// <param name="onlyBeside">Whether files outside the folder of the image are left out.</param>
    public IEnumerable<string> Locate(string storedPath, bool onlyBeside)
    {
        if (_path is null || storedPath.Length == 0) yield break;
        string folder = Path.GetDirectoryName(_path)!;
        string native = storedPath.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar);
        string lastPart = native.Substring(native.LastIndexOf(Path.DirectorySeparatorChar) + 1);

        // A path to another machine is never followed: a forged image could make this one offer its user's credentials there.
        bool isRemote = native.StartsWith(new string(Path.DirectorySeparatorChar, 2), StringComparison.Ordinal);
        string[] candidates = isRemote ? [lastPart] : [native, lastPart];
        foreach (string candidate in candidates)
        {
            if (TryCombine(folder, candidate) is not string path || !HoldsBytes(path)) continue;
            if (!onlyBeside || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) yield return path;
        }

        foreach (string path in FindInAnyCase(folder, lastPart)) yield return path;
    }

    /// <summary>Whether a file was last written at a time, to the two seconds that FAT keeps.</summary>
    public static bool WasWrittenAt(string path, DateTime time) => (File.GetLastWriteTimeUtc(path) - time).Duration() <= TimeSpan.FromSeconds(2);

    /// <summary>Opens another file of the image.</summary>
    /// <exception cref="DiskFormatException">The file cannot be opened.</exception>
    public static CountingByteSource OpenPart(string path) => new(OpenFile(path));

    /// <summary>Opens the parent of the image.</summary>
    /// <exception cref="DiskFormatException">The parent is no image, or one of the image's own descendants.</exception>
    public DiskImage OpenParent(string path)
    {
        int length = 0;
        for (ImageSurroundings? image = this; image is not null; image = image._child)
        {
            if (image._path == path) throw new DiskFormatException(_path!, 0, $"the chain of parents leads back to \"{path}\"");
            if (++length > MaximumChainLength) throw new DiskFormatException(_path!, 0, $"the chain of parents is longer than {MaximumChainLength} images");
        }

        FileByteSource file = OpenFile(path);
        return DiskImage.Open(new CountingByteSource(SplitFile.TryOpen(file) ?? (ByteSource)file), new ImageSurroundings(path, this), []);
    }

    /// <summary>Pipes and devices are left out, which have no length: opening one can wait for ever.</summary>
    private static bool HoldsBytes(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    private static IEnumerable<string> FindInAnyCase(string folder, string name)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase) && HoldsBytes(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be listed.
            return [];
        }
    }

    private static FileByteSource OpenFile(string path)
    {
        try
        {
            return new FileByteSource(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DiskFormatException(path, 0, "the file may not be read", e);
        }
    }

    private static string? TryCombine(string folder, string path)
    {
        try
        {
            return Path.GetFullPath(Path.Combine(folder, path));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return null;
        }
    }
}
