namespace AzLegacyOs.PowerShell.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void It_exports_the_cmdlets_and_nothing_else()
    {
        Assert.Equal(CmdletCatalogue.Types.Select(CmdletCatalogue.NameOf), LaidOutModule.List("CmdletsToExport").Order());
        Assert.Empty(LaidOutModule.List("FunctionsToExport"));
        Assert.Empty(LaidOutModule.List("VariablesToExport"));
        Assert.Empty(LaidOutModule.List("AliasesToExport"));
    }

    [Fact]
    public void It_has_the_version_of_the_build() => Assert.Equal(LaidOutModule.VersionOfBuild, LaidOutModule.Value("ModuleVersion"));

    [Fact]
    public void What_the_build_did_not_know_is_left_out()
    {
        Assert.NotEqual("", LaidOutModule.Value("ProjectUri"));
        Assert.NotEqual("", LaidOutModule.Value("Prerelease"));
    }

    [Fact]
    public void Every_file_that_it_names_is_there()
    {
        string root = LaidOutModule.Value("RootModule")!;
        Assert.Equal(CmdletCatalogue.Assembly.GetName().Name + ".dll", root);
        foreach (string file in LaidOutModule.List("FormatsToProcess").Concat(LaidOutModule.List("TypesToProcess")).Append(root)) Assert.Contains(file, LaidOutModule.Files);
    }

    [Theory]
    [InlineData("GUID")]
    [InlineData("Author")]
    [InlineData("CompanyName")]
    [InlineData("Copyright")]
    [InlineData("Description")]
    [InlineData("LicenseUri")]
    [InlineData("ReleaseNotes")]
    public void It_says_what_the_Gallery_asks_for(string key) => Assert.False(string.IsNullOrWhiteSpace(LaidOutModule.Value(key)), key);

    [Fact]
    public void It_is_for_both_editions_and_all_systems()
    {
        Assert.Equal("5.1", LaidOutModule.Value("PowerShellVersion"));
        Assert.Equal("4.7.2", LaidOutModule.Value("DotNetFrameworkVersion"));
        Assert.Equal(["Desktop", "Core"], LaidOutModule.List("CompatiblePSEditions"));
        Assert.Superset(new HashSet<string> { "PSEdition_Desktop", "PSEdition_Core", "Windows", "Linux", "MacOS" }, LaidOutModule.List("Tags").ToHashSet());
        Assert.All(LaidOutModule.List("Tags"), tag => Assert.DoesNotContain(' ', tag));
    }
}
