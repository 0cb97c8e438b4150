using System.Xml.Linq;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>What is published: the files of the module, and what the package says of itself.</summary>
public sealed class PackageTests
{
    // Azure Automation takes no longer path inside the zip; the folder of the module's name counts.
    private const int LongestPath = 140;

    // What beside the manifest would be loaded in the context of everybody; more than this has to go to dependencies.
    private static readonly string[] BesideManifest =
    [
        "AzLegacyOs.Disks.dll", "AzLegacyOs.Guests.dll", "AzLegacyOs.Policy.dll", "AzLegacyOs.PowerShell.dll",
        "System.Buffers.dll", "System.Memory.dll", "System.Numerics.Vectors.dll", "System.Runtime.CompilerServices.Unsafe.dll",
    ];

    [Fact]
    public void Paths_are_short_enough_for_Azure_Automation() => Assert.All(LaidOutModule.Files, file => Assert.True($"AzLegacyOs/{file}".Length < LongestPath, file));

    [Fact]
    public void Nothing_of_Azure_stands_beside_the_manifest() => Assert.Equal(BesideManifest, LaidOutModule.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.Contains('/')).Order(StringComparer.Ordinal));

    [Fact]
    public void PowerShell_itself_is_not_shipped() => Assert.DoesNotContain(LaidOutModule.Files, file => file.Contains("System.Management.Automation", StringComparison.Ordinal));

    [Fact]
    public void Each_language_of_the_rules_is_shipped()
    {
        IEnumerable<string> languages = Directory.GetFiles(RepositoryRoot.Combine("src", "AzLegacyOs.Policy"), "*.*.resx", SearchOption.AllDirectories)
            .Select(file => Path.GetExtension(Path.GetFileNameWithoutExtension(file)).TrimStart('.'))
            .Distinct();
        Assert.All(languages, language => Assert.Contains($"{language}/AzLegacyOs.Policy.resources.dll", LaidOutModule.Files));
    }

    [Fact]
    public void The_package_says_what_it_holds_as_the_Gallery_expects()
    {
        XElement metadata = LaidOutModule.Package.Root!.Elements().First();
        string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("AzLegacyOs", Of("id"));
        Assert.StartsWith(LaidOutModule.VersionOfBuild, Of("version"));
        Assert.Equal(LaidOutModule.Value("Description"), Of("description"));
        string[] tags = Of("tags").Split(' ');
        Assert.Superset(new HashSet<string> { "PSModule", "PSIncludes_Cmdlet", "PSEdition_Desktop", "PSEdition_Core" }, tags.ToHashSet());
        Assert.Equal(LaidOutModule.List("CmdletsToExport").Select(name => "PSCmdlet_" + name), tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)));
    }
}
