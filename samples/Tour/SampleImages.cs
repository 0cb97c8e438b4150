using System.IO.Compression;

namespace Tour;

/// <summary>The disk images of the project, unpacked into a folder of their own. It is the current one until it is removed.</summary>
internal sealed class SampleImages : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();

    private readonly string _folder = Directory.CreateTempSubdirectory("azlegacyos-tour-").FullName;

    public SampleImages(params string[] names)
    {
        foreach (string name in names) Unpack(name);
        Directory.SetCurrentDirectory(_folder);
    }

    public void Dispose()
    {
        // Windows does not remove a folder that is the current one.
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindRepository()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AzLegacyOs.sln"))) return folder;
        }

        throw new DirectoryNotFoundException("The tour runs from a clone of the project: the disk images are there.");
    }

    private void Unpack(string name)
    {
        using FileStream packed = File.OpenRead(Path.Combine(FindRepository(), "tests", "fixtures", "images", name + ".gz"));
        using var data = new GZipStream(packed, CompressionMode.Decompress);
        using FileStream file = File.Create(Path.Combine(_folder, name));
        data.CopyTo(file);
    }
}
