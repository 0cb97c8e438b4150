using System.Security.Cryptography;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>The same sources give the same bytes, in whatever folder they are built.</summary>
/// <remarks>
/// One room is built twice, in two new folders. It has everything that could make a difference: resources, languages, documentation, generated files. The
/// other assemblies are built with the same properties.
/// </remarks>
public sealed class ReproducibleBuildTests
{
    private const string Room = "AzLegacyOs.Policy";

    [Fact]
    public void Two_builds_in_different_folders_give_identical_assemblies()
    {
        using TemporaryFolder one = new(), other = new();
        IReadOnlyDictionary<string, string> first = Build(one.Combine("a")), second = Build(other.Combine("another", "place"));
        Assert.Superset(new HashSet<string> { "AzLegacyOs.Policy.dll", "nl/AzLegacyOs.Policy.resources.dll" }, first.Keys.ToHashSet());
        Assert.Equal(first, second);
    }

    private static Dictionary<string, string> Build(string folder)
    {
        foreach (string file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "src/LanguageSupport.cs" }.Concat(Sources()))
        {
            string target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(RepositoryRoot.Combine(file), target);
        }

        string project = Path.Combine(folder, "src", Room);
        ExternalTool.Require("dotnet").Run(TimeSpan.FromMinutes(10), "build", project, "--configuration", "Release", "--verbosity", "quiet", "--nologo", "-maxcpucount:1", "-nodeReuse:false").EnsureSuccess();
        string output = Path.Combine(project, "bin", "Release", "netstandard2.0");
        return Directory.GetFiles(output, "AzLegacyOs.*.dll", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(output, file).Replace('\\', '/'), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }

    private static IEnumerable<string> Sources() => Directory.GetFiles(RepositoryRoot.Combine("src", Room), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/"));
}
