using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Machines;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Policy.Tests;

/// <summary>No text is missing, and none is left over.</summary>
public sealed class TextTests
{
    [Fact]
    public void Every_rule_has_title_expected_and_remedy()
    {
        foreach (Rule rule in RuleCatalogue.All)
        {
            Assert.Matches("^ALO[1-8][0-9]{3}$", rule.Id);
            Assert.NotEmpty(rule.Title);
            Assert.NotEmpty(rule.Expected);
            Assert.NotEmpty(rule.Remedy);
            Assert.NotEmpty(rule.Scope.Description);
            Assert.NotEmpty(rule.Sources);
        }

        Assert.Distinct(RuleCatalogue.All.Select(rule => rule.Id));
    }

    [Fact]
    public void No_rule_text_is_without_its_rule()
    {
        IEnumerable<string> ids = ResourceTexts.Keys(PolicyText.RuleTexts, CultureInfo.InvariantCulture).Where(key => key.StartsWith("ALO", StringComparison.Ordinal)).Select(key => key[..7]).Distinct();
        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id), ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_note_of_the_matrix_is_written_and_no_note_is_left_over()
    {
        IEnumerable<string> used = SupportMatrix.Rows.SelectMany(row => row.Cells.Select(cell => cell.NoteKey).Concat(row.Lifecycles.Select(lifecycle => lifecycle.NoteKey)))
            .OfType<string>().Distinct();
        IEnumerable<string> written = ResourceTexts.Keys(PolicyText.SupportTexts, CultureInfo.InvariantCulture).Where(key => key.StartsWith("Note.", StringComparison.Ordinal)).Select(key => key[5..]);
        Assert.Equal(used.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    /// <summary>Keys are written in the sources of the product and its views, or made of a group and the name of a value.</summary>
    [Fact]
    public void Every_word_of_the_faces_is_written_and_none_is_left_over()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("module"), "*.ps1xml", SearchOption.AllDirectories));
        string sources = string.Concat(files.Select(File.ReadAllText));
        Type[] groups = [typeof(SupportAnswer), typeof(SetupState), typeof(ImageSubformat), typeof(RuleProfile), typeof(Knowledge)];
        IReadOnlyList<string> named = [.. new[] { "Answer", "State", "Subformat", "Profile", "Knowledge" }.Zip(groups, (group, type) => Enum.GetNames(type).Select(name => $"{group}.{name}")).SelectMany(names => names)];
        IReadOnlyList<string> written = ResourceTexts.Keys(PolicyText.DisplayTexts, CultureInfo.InvariantCulture);

        IEnumerable<string> used = Regex.Matches(sources, """(?:Words\.Of\(|Words\]::Of\(|PolicyText\.Display\(|Wrong\()["']([A-Z]\w+\.\w+)["']""").Select(match => match.Groups[1].Value);
        IEnumerable<string> leftOver = written.Except(named).Where(key => !sources.Contains($"\"{key}\"", StringComparison.Ordinal) && !sources.Contains($"'{key}'", StringComparison.Ordinal));
        Assert.Equal([], used.Concat(named).Except(written));
        Assert.Equal([], leftOver);
    }

    [Theory]
    [InlineData("AzLegacyOs.Policy.Texts.RuleTexts")]
    [InlineData("AzLegacyOs.Policy.Texts.SupportTexts")]
    [InlineData("AzLegacyOs.Policy.Texts.DisplayTexts")]
    public void Dutch_is_complete_and_takes_the_same_arguments(string name)
        => ResourceTexts.AssertDutchIsComplete(new ResourceManager(name, typeof(PolicyText).Assembly));

    [Fact]
    public void The_language_of_the_session_changes_words_and_nothing_else()
    {
        Assessment english = In("en", HealthyImage.Server2003R2X86().Start("Dhcp", 4));
        Assessment dutch = In("nl-NL", HealthyImage.Server2003R2X86().Start("Dhcp", 4));

        Assert.Equal(english.Verdict, dutch.Verdict);
        Assert.Equal(english.Findings.Select(finding => finding.RuleId), dutch.Findings.Select(finding => finding.RuleId));
        Assert.Equal("The DHCP client does not start", english.Findings[0].Title);
        Assert.Equal("De DHCP-client start niet", dutch.Findings[0].Title);
        Assert.All(english.Findings.Zip(dutch.Findings), pair => Assert.NotEqual(pair.First.Remedy, pair.Second.Remedy));
    }

    private static Assessment In(string culture, ImageFacts image)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return Assessor.Assess(image, new AssessmentRequest { AsOf = new DateTime(2026, 11, 21) });
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
