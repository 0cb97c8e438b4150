using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>Real artifacts of other projects (hives, disks, volumes), kept beside the repository and never in it.</summary>
public static class Corpus
{
    /// <summary>Names the folder where it is not at ../shared/corpus.</summary>
    public const string Variable = "AZLEGACYOS_CORPUS";

    private static readonly Lazy<string?> Folder = new(() => NeighbourFolder.Find(Variable, "corpus"));

    public static bool IsPresent => Folder.Value is not null;

    /// <summary>Skips the running test where the corpus, or one of <paramref name="names"/> ("hives/win7-x86.SYSTEM"), is absent.</summary>
    public static void Require(params string[] names)
    {
        Assert.SkipUnless(IsPresent, $"The corpus of real artifacts is not here; set {Variable} to its folder.");
        foreach (var name in names)
        {
            Assert.SkipUnless(Locate(name) is not null, $"The corpus holds no {name}.");
        }
    }

    /// <summary>The path of an artifact, unpacked. Skips the running test where it is absent.</summary>
    /// <param name="name">Path in the corpus with or without ".gz": "hives/win7-x86.SYSTEM".</param>
    public static string Open(string name)
    {
        Require(name);
        var path = Locate(name)!;
        return IsCompressed(path) ? UnpackedFiles.Get(path) : path;
    }

    /// <summary>The content of an artifact, unpacked. Skips the running test where it is absent.</summary>
    public static byte[] ReadAllBytes(string name)
    {
        Require(name);
        var path = Locate(name)!;
        return IsCompressed(path) ? GzipFile.ReadAllBytes(path) : File.ReadAllBytes(path);
    }

    /// <summary>Names of all artifacts in a folder of the corpus ("hives"), as <see cref="Open"/> takes them; none where it is absent.</summary>
    public static IReadOnlyList<string> List(string folder)
    {
        var path = IsPresent ? Path.Combine(Folder.Value!, folder) : null;
        return !Directory.Exists(path)
            ? []
            : [.. Directory.GetFiles(path).Select(file => $"{folder}/{Path.GetFileName(WithoutGz(file))}").Order(StringComparer.Ordinal)];
    }

    private static string? Locate(string name)
    {
        var path = Path.Combine(Folder.Value!, WithoutGz(name));
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.Ordinal);

    private static string WithoutGz(string path) => IsCompressed(path) ? path[..^3] : path;
}
