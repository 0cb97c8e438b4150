namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Asks the volume of a file for space before anything is written.</summary>
internal static class FreeSpace
{
    /// <summary>Throws where there is certainly not enough. A volume that does not tell, as a network share, is given the benefit of the doubt.</summary>
    /// <exception cref="IOException">There is not enough space.</exception>
    public static void Check(string path, long needed)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder} does not exist.");
        if (TryGet(folder) is long free && free < needed) throw new IOException($"{path} needs up to {needed} bytes, but its volume has only {free} bytes free.");
    }

    private static long? TryGet(string folder)
    {
        try
        {
            return new DriveInfo(Path.DirectorySeparatorChar == '\\' ? Path.GetPathRoot(folder) : folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
