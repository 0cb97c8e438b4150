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

    [Fact]
    public void Every_text_is_written_and_none_is_left_over()
    {
        string sources = string.Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("src", "AzLegacyOs.Azure"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        IReadOnlyList<string> written = ResourceTexts.Keys(AzureText.Texts, CultureInfo.InvariantCulture);
        IEnumerable<string> used = Regex.Matches(sources, @"AzureText\.Of\(""([\w.]+)""").Select(match => match.Groups[1].Value);
        Assert.Equal([], used.Except(written));
        Assert.Equal([], written.Where(key => !sources.Contains($"\"{key}\"", StringComparison.Ordinal)));
    }
}
