using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>Whether \hiberfil.sys holds a session.</summary>
internal static class HibernationFile
{
    private const int HeaderSize = 4096;

    public static FileEntry? Find(FileSystem fileSystem) => fileSystem.Find("hiberfil.sys") is { IsDirectory: false } file ? file : null;

    /// <summary>
    /// Zeros in front, or "wake" after a session was taken back, mean that there is none. Anything else is taken for one:
    /// "hibr" and "HIBR" are a session, "RSTR" one that is being taken back.
    /// </summary>
    /// <exception cref="DiskFormatException">The file cannot be read.</exception>
    public static bool HoldsSession(FileSystem fileSystem)
    {
        if (Find(fileSystem) is not { } file) return false;
        using ByteSource source = file.Open();
        byte[] header = source.ReadBytes(0, (int)Math.Min(HeaderSize, source.Length));
        bool isTakenBack = header.Length >= 4 && Encoding.ASCII.GetString(header, 0, 4) is "wake" or "WAKE";
        return !isTakenBack && header.Any(b => b != 0);
    }
}
