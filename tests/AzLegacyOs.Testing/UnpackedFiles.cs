using System.Collections.Concurrent;

namespace AzLegacyOs.Testing;

/// <summary>Files unpacked once per process, deleted when the process ends.</summary>
internal static class UnpackedFiles
{
    private static readonly Lazy<TemporaryFolder> Folder = new(CreateFolder);
    private static readonly ConcurrentDictionary<string, Lazy<string>> Files = new();

    /// <summary>The unpacked content of a gzip file, under its name without ".gz". Read it; write only to a copy.</summary>
    internal static string Get(string gzipPath) => Files.GetOrAdd(gzipPath, path => new Lazy<string>(() => Unpack(path))).Value;

    private static string Unpack(string gzipPath)
    {
        var folder = Directory.CreateDirectory(Folder.Value.Combine(Guid.NewGuid().ToString("N")));
        var target = Path.Combine(folder.FullName, Path.GetFileNameWithoutExtension(gzipPath));
        GzipFile.Unpack(gzipPath, target);
        return target;
    }

    private static TemporaryFolder CreateFolder()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
