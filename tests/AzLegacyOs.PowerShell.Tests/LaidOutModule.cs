using System.Text.RegularExpressions;
using System.Xml.Linq;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>The module as the build laid it out, and the description of its package: files alone, no PowerShell is needed to look at them.</summary>
internal static class LaidOutModule
{
    public static string Folder => RepositoryRoot.Combine("output", "AzLegacyOs");

    public static IEnumerable<string> Files => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'));

    public static string Manifest { get; } = File.ReadAllText(Path.Combine(Folder, "AzLegacyOs.psd1"));

    public static XDocument Help => XDocument.Load(Path.Combine(Folder, "en-US", "AzLegacyOs.PowerShell.dll-Help.xml"));

    public static XDocument Package => XDocument.Load(RepositoryRoot.Combine("src", "AzLegacyOs.PowerShell", "obj", "AzLegacyOs.nuspec"));

    public static string VersionOfBuild => XDocument.Load(RepositoryRoot.Combine("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    public static IReadOnlyList<string> List(string key)
    {
        Match entry = Regex.Match(Manifest, $@"\b{key}\s+= @\(([^)]*)\)");
        Assert.True(entry.Success, key);
        return [.. Regex.Matches(entry.Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value)];
    }

    /// <summary>The value of an entry; null where it is not there.</summary>
    public static string? Value(string key) => Regex.Match(Manifest, $@"^\s*{key}\s+= '((?:[^']|'')*)'", RegexOptions.Multiline) is { Success: true } entry ? entry.Groups[1].Value : null;
}
