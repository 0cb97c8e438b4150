using System.Security.Cryptography;
using AzLegacyOs.Disks.FileSystems;

namespace AzLegacyOs.Disks.Tests.FileSystems;

/// <summary>Reads whole files, and whole trees of files.</summary>
internal static class Reading
{
    public static byte[] ReadAll(this FileEntry file)
    {
        using ByteSource source = file.Open();
        return source.ReadBytes(0, (int)source.Length);
    }

    /// <summary>The content of a file that must exist.</summary>
    public static byte[] ReadAll(this FileSystem fileSystem, string path) => fileSystem.Require(path).ReadAll();

    /// <summary>A file or directory that must exist.</summary>
    public static FileEntry Require(this FileSystem fileSystem, string path)
    {
        FileEntry? entry = fileSystem.Find(path);
        Assert.True(entry is not null, $"{path} was not found.");
        return entry;
    }

    /// <summary>Every file and directory with its path from the root; no problem may be met.</summary>
    public static IEnumerable<(string Path, FileEntry Entry)> Walk(this FileSystem fileSystem)
    {
        var pending = new Stack<(string Path, FileEntry Entry)>([("", fileSystem.Root)]);
        while (pending.TryPop(out (string Path, FileEntry Entry) directory))
        {
            foreach (FileEntry entry in fileSystem.List(directory.Entry, problem => Assert.Fail(problem.Message)))
            {
                string path = directory.Path + "/" + entry.Name;
                yield return (path, entry);
                if (entry.IsDirectory) pending.Push((path, entry));
            }
        }
    }

    /// <summary>Every path with the hash of its content ("directory" for a directory), in order.</summary>
    public static SortedDictionary<string, string> Hashes(this FileSystem fileSystem)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string path, FileEntry entry) in fileSystem.Walk()) hashes.Add(path, entry.IsDirectory ? "directory" : Hash(entry.ReadAll()));
        return hashes;
    }

    /// <summary>The same of a folder of the host, such as a mounted volume.</summary>
    public static SortedDictionary<string, string> HashesOf(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            hashes.Add(path[folder.Length..], Directory.Exists(path) ? "directory" : Hash(File.ReadAllBytes(path)));
        return hashes;
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
