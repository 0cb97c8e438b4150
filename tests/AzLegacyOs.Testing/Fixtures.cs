using System.Text.Json;
using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>The disk images of tests/fixtures/images, made by tests/fixtures/make-fixtures.sh.</summary>
public static class Fixtures
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Files = new(() =>
        Directory.GetFiles(Folder, "*.gz").ToDictionary(path => Path.GetFileName(path).Split('.')[0], StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyDictionary<string, ExpectedImage>> Table = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, ExpectedImage>>(
            File.ReadAllText(RepositoryRoot.Combine("tests", "fixtures", "expected.json")), JsonSerializerOptions.Web)!);

    /// <summary>The folder of the compressed images.</summary>
    public static string Folder => RepositoryRoot.Combine("tests", "fixtures", "images");

    /// <summary>Names of all fixtures, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. Files.Value.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a reader should say of each fixture.</summary>
    public static IReadOnlyDictionary<string, ExpectedImage> Expected => Table.Value;

    /// <summary>The path of a fixture, unpacked ("server2003r2-x86"). All tests of the process share the file: open it read-only.</summary>
    public static string Get(string name)
    {
        Assert.True(Files.Value.TryGetValue(name, out var path), $"There is no fixture {name} in {Folder}.");
        return UnpackedFiles.Get(path!);
    }

    /// <summary>A private copy of a fixture in <paramref name="folder"/>, to be changed at will.</summary>
    public static string Copy(string name, TemporaryFolder folder)
    {
        var source = Get(name);
        var target = folder.Combine(Path.GetFileName(source));
        File.Copy(source, target);
        return target;
    }
}
