using System.Collections;
using System.Globalization;
using System.Resources;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

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
        IEnumerable<string> ids = Keys(PolicyText.RuleTexts, CultureInfo.InvariantCulture).Where(key => key.StartsWith("ALO", StringComparison.Ordinal)).Select(key => key[..7]).Distinct();
        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id), ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_note_of_the_matrix_is_written_and_no_note_is_left_over()
    {
        IEnumerable<string> used = SupportMatrix.Rows.SelectMany(row => row.Cells.Values.Select(cell => cell.NoteKey).Concat(row.Lifecycles.Select(lifecycle => lifecycle.NoteKey)))
            .OfType<string>().Distinct();
        IEnumerable<string> written = Keys(PolicyText.SupportTexts, CultureInfo.InvariantCulture).Where(key => key.StartsWith("Note.", StringComparison.Ordinal)).Select(key => key[5..]);
        Assert.Equal(used.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Keys(ResourceManager texts, CultureInfo culture)
    {
        ResourceSet set = texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException($"{texts.BaseName} has no texts for {culture.Name}.");
        return [.. set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];
    }
}
