namespace AzLegacyOs.Disks.Images;

/// <summary>Checkpoints of Hyper-V beside an image: files that hold what was written since, so that the image alone is out of date.</summary>
public static class Checkpoints
{
    // More than the 50 that Hyper-V keeps of a machine, for several disks in one folder.
    private const int MaximumFiles = 256;

    private static readonly string[] Endings = [".avhd", ".avhdx"];

    /// <summary>Finds the checkpoint files in the folder of an image that have it as their parent, at any depth.</summary>
    /// <param name="image">The image; one that is no file has nothing beside it.</param>
    /// <returns>Names of files without their folder, in order. One that cannot be read is among them when it has the name of the image.</returns>
    public static IReadOnlyList<string> FindBeside(DiskImage image)
    {
        if (image.FileNames.FirstOrDefault() is not { } name || !File.Exists(name)) return [];
        string path = Path.GetFullPath(name);
        try
        {
            return
            [
                .. Directory.EnumerateFiles(Path.GetDirectoryName(path)!)
                    .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !file.Equals(path, StringComparison.OrdinalIgnoreCase))
                    .Take(MaximumFiles)
                    .Where(file => IsOn(file, path))
                    .Select(file => Path.GetFileName(file))
                    .OrderBy(file => file, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be listed: the image itself could be read, and nothing tells of another file.
            return [];
        }
    }

    private static bool IsOn(string file, string path)
    {
        try
        {
            using var checkpoint = DiskImage.Open(file);
            // A locator may spell the name of its parent otherwise than the folder does.
            return checkpoint.FileNames.Any(part => Path.GetFullPath(part).Equals(path, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Hyper-V names a checkpoint after its disk, and keeps it locked while the machine runs.
            return Path.GetFileName(file).StartsWith(Path.GetFileNameWithoutExtension(path) + "_", StringComparison.OrdinalIgnoreCase);
        }
    }
}
