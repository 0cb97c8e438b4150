using System.Security.Cryptography;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>The same sources give the same bytes, in whatever folder they are built.</summary>
/// <remarks>
/// The assemblies that stand beside the manifest are built twice, in two new folders. They have everything that could make a difference: resources, languages,
/// documentation, generated files. The other assemblies are built with the same properties.
/// </remarks>
public sealed class ReproducibleBuildTests
{
    private static readonly string[] Rooms = ["AzLegacyOs.Policy", "AzLegacyOs.Disks", "AzLegacyOs.Guests"];

    [Fact]
    public void Two_builds_in_different_folders_give_identical_assemblies()
    {
        using TemporaryFolder one = new(), other = new();
        IReadOnlyDictionary<string, string> first = Build(one.Combine("a")), second = Build(other.Combine("another", "place"));
        Assert.Superset(new HashSet<string> { "AzLegacyOs.Policy.dll", "AzLegacyOs.Disks.dll", "AzLegacyOs.Guests.dll", "nl/AzLegacyOs.Policy.resources.dll" }, first.Keys.ToHashSet());
        Assert.Equal(first, second);
    }

    private static Dictionary<string, string> Build(string folder)
    {
        foreach (string file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "src/LanguageSupport.cs" }.Concat(Rooms.SelectMany(Sources)))
        {
            string target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(RepositoryRoot.Combine(file), target);
        }

        string project = Path.Combine(folder, "src", "AzLegacyOs.Guests");
        ExternalTool.Require("dotnet").Run(TimeSpan.FromMinutes(10), "build", project, "--configuration", "Release", "--verbosity", "quiet", "--nologo", "-maxcpucount:1", "-nodeReuse:false", "-property:UseSharedCompilation=false").EnsureSuccess();
        string output = Path.Combine(project, "bin", "Release", "netstandard2.0");
        return Directory.GetFiles(output, "AzLegacyOs.*.dll", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(output, file).Replace('\\', '/'), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }

    private static IEnumerable<string> Sources(string room) => Directory.GetFiles(RepositoryRoot.Combine("src", room), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/"));
}
