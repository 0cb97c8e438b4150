using System.Text.RegularExpressions;
using System.Xml.Linq;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>What is published beside the assembly, held against the assembly.</summary>
public sealed class ModuleFilesTests
{
    private static readonly string Source = RepositoryRoot.Combine("module", "AzLegacyOs");

    private static readonly string Manifest = File.ReadAllText(Path.Combine(Source, "AzLegacyOs.psd1"));

    [Fact]
    public void The_manifest_exports_the_cmdlets_and_nothing_else()
    {
        Assert.Equal(CmdletCatalogue.Types.Select(CmdletCatalogue.NameOf), List("CmdletsToExport").Order());
        Assert.Empty(List("FunctionsToExport"));
        Assert.Empty(List("VariablesToExport"));
        Assert.Empty(List("AliasesToExport"));
    }

    [Fact]
    public void The_manifest_has_the_version_of_the_build()
    {
        XDocument properties = XDocument.Load(RepositoryRoot.Combine("Directory.Build.props"));
        Assert.Contains($"ModuleVersion          = '{properties.Descendants("VersionPrefix").Single().Value}'", Manifest);
    }

    [Fact]
    public void Every_file_that_the_manifest_names_is_there()
    {
        foreach (string file in List("FormatsToProcess").Concat(List("TypesToProcess"))) Assert.True(File.Exists(Path.Combine(Source, file)), file);
        Assert.Contains($"RootModule             = '{CmdletCatalogue.Assembly.GetName().Name}.dll'", Manifest);
    }

    [Theory]
    [InlineData("GUID")]
    [InlineData("Author")]
    [InlineData("CompanyName")]
    [InlineData("Copyright")]
    [InlineData("Description")]
    [InlineData("PowerShellVersion")]
    [InlineData("DotNetFrameworkVersion")]
    [InlineData("CompatiblePSEditions")]
    [InlineData("Tags")]
    [InlineData("LicenseUri")]
    [InlineData("ReleaseNotes")]
    public void The_manifest_says_what_the_Gallery_asks_for(string key) => Assert.Matches($@"\b{key}\s+= \S+", Manifest);

    [Fact]
    public void Every_type_that_a_view_is_for_exists_and_has_the_properties_that_it_shows()
    {
        var added = XDocument.Load(Path.Combine(Source, "AzLegacyOs.Types.ps1xml")).Descendants("ScriptProperty").Select(member => member.Element("Name")!.Value).ToList();
        foreach (XElement view in XDocument.Load(Path.Combine(Source, "AzLegacyOs.Format.ps1xml")).Descendants("View"))
        {
            Type type = FindType(view.Descendants("TypeName").Single().Value);
            foreach (string property in view.Descendants("PropertyName").Select(element => element.Value))
                Assert.True(type.GetProperty(property) is not null || added.Contains(property), $"{type.Name} has no {property}.");
        }
    }

    [Fact]
    public void Every_method_that_a_view_calls_exists()
    {
        string formats = File.ReadAllText(Path.Combine(Source, "AzLegacyOs.Format.ps1xml"));
        foreach (Match call in Regex.Matches(formats, @"\[(AzLegacyOs[\w.]+)\]::(\w+)\("))
            Assert.Contains(FindType(call.Groups[1].Value).GetMethods(), method => method.Name == call.Groups[2].Value);
    }

    [Fact]
    public void Every_type_that_is_extended_exists()
    {
        foreach (XElement type in XDocument.Load(Path.Combine(Source, "AzLegacyOs.Types.ps1xml")).Root!.Elements("Type")) FindType(type.Element("Name")!.Value);
    }

    private static Type FindType(string name)
    {
        string assembly = new[] { "AzLegacyOs.Azure", "AzLegacyOs.Policy" }.First(prefix => name.StartsWith(prefix + ".", StringComparison.Ordinal));
        return Type.GetType($"{name}, {assembly}", throwOnError: true)!;
    }

    private static IEnumerable<string> List(string key)
    {
        Match entry = Regex.Match(Manifest, $@"\b{key}\s+= @\(([^)]*)\)");
        Assert.True(entry.Success, key);
        return Regex.Matches(entry.Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value);
    }
}
