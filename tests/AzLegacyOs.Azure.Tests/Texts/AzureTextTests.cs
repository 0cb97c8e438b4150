using System.Globalization;
using System.Text.RegularExpressions;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Texts;

/// <summary>No text of this room is missing, and none is left over.</summary>
public class AzureTextTests
{
    [Fact]
    public void Dutch_is_complete_and_takes_the_same_arguments() => ResourceTexts.AssertDutchIsComplete(AzureText.Texts);

    /// <summary>Each id that a failure can have, whatever the service says.</summary>
    [Fact]
    public void Every_failure_has_a_hint_in_both_languages()
    {
        string rules = File.ReadAllText(RepositoryRoot.Combine("src", "AzLegacyOs.Azure", "Failures", "FailureRules.cs"));
        IEnumerable<string> needed = Regex.Matches(rules, @"\(""(\w+)"", AzureFailureCategory\.\w+\)").Select(match => "Hint." + match.Groups[1].Value)
            .Concat(Regex.Matches(rules, @"""(Hint\.\w+)""").Select(match => match.Groups[1].Value));
        Assert.Empty(needed.Except(ResourceTexts.Keys(AzureText.Texts, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_text_is_written_and_none_is_left_over()
    {
        string sources = string.Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("src", "AzLegacyOs.Azure"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        IReadOnlyList<string> written = ResourceTexts.Keys(AzureText.Texts, CultureInfo.InvariantCulture);
        IEnumerable<string> used = Regex.Matches(sources, @"AzureText\.Of\(""([\w.]+)""").Select(match => match.Groups[1].Value);
        Assert.Equal([], used.Except(written));

        // The hint of a failure has the name of its id.
        Assert.Equal([], written.Where(key => !sources.Contains($"\"{key}\"", StringComparison.Ordinal) && !(key.StartsWith("Hint.", StringComparison.Ordinal) && sources.Contains($"\"{key[5..]}\"", StringComparison.Ordinal))));
    }
}
