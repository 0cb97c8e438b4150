using AzLegacyOs.Testing;

namespace AzLegacyOs.Policy.Tests;

/// <summary>docs/rules says what the catalogue says. AZLEGACYOS_WRITE_DOCS=1 writes the pages instead of comparing them.</summary>
public sealed class RulePageTests
{
    private static readonly string Folder = RepositoryRoot.Combine("docs", "rules");

    [Fact]
    public void Every_rule_has_its_page_and_no_page_is_left_over()
    {
        IReadOnlyDictionary<string, string> pages = RulePages.All();
        if (Environment.GetEnvironmentVariable("AZLEGACYOS_WRITE_DOCS") == "1")
            Write(pages);

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        foreach ((string name, string text) in pages)
            Assert.Equal(text, File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n"));
    }

    private static void Write(IReadOnlyDictionary<string, string> pages)
    {
        Directory.CreateDirectory(Folder);
        foreach (string old in Directory.EnumerateFiles(Folder, "*.md"))
            File.Delete(old);
        foreach ((string name, string text) in pages)
            File.WriteAllText(Path.Combine(Folder, name), text);
    }
}
