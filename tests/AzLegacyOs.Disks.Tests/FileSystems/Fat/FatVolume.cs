using AzLegacyOs.Disks.FileSystems.Fat;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Fat;

/// <summary>A FAT volume made by mkfs.fat and filled by mtools.</summary>
internal sealed class FatVolume : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Makes a volume with a tree of files. Skips the test where the tools are missing.</summary>
    public FatVolume(int kilobytes, params string[] options)
    {
        ExternalTool format = ExternalTool.Require("mkfs.fat");
        ExternalTool copy = ExternalTool.Require("mcopy");
        using (FileStream file = File.Create(Image)) file.SetLength(kilobytes * 1024L);
        format.Run([.. options, Image]).EnsureSuccess();
        WriteTree();
        copy.Run(["-i", Image, "-s", .. Directory.GetFileSystemEntries(Tree), "::"]).EnsureSuccess();
    }

    /// <summary>The file with the volume.</summary>
    public string Image => _folder.Combine("volume.fat");

    /// <summary>The folder that was copied onto the volume.</summary>
    public string Tree => _folder.Combine("tree");

    public FatFileSystem Open() => FatFileSystem.TryOpen(new FileByteSource(Image))!;

    public void Dispose() => _folder.Dispose();

    private void WriteTree()
    {
        var random = new Random(9);
        string config = Directory.CreateDirectory(Path.Combine(Tree, "WINNT", "system32", "config")).FullName;
        File.WriteAllText(Path.Combine(Tree, "BOOT.INI"), "[boot loader]");
        File.WriteAllText(Path.Combine(Tree, "lower.txt"), "lower");
        File.WriteAllText(Path.Combine(Tree, "A long näme with Ünicode.text"), "long");
        File.WriteAllBytes(Path.Combine(Tree, "EMPTY"), []);
        foreach (int length in new[] { 1, 511, 512, 4096, 70_001 })
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(config, $"hive of {length} bytes"), bytes);
        }

        for (int i = 0; i < 60; i++) File.WriteAllText(Path.Combine(config, $"a rather long name of a file {i}"), $"{i}");
    }
}
