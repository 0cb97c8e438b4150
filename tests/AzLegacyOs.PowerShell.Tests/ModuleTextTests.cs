using System.Globalization;
using System.Text.RegularExpressions;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.PowerShell.Texts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>No text of the cmdlets is missing, and none is left over.</summary>
public sealed class ModuleTextTests
{
    [Fact]
    public void Dutch_is_complete_and_takes_the_same_arguments() => ResourceTexts.AssertDutchIsComplete(ModuleText.Texts);

    [Fact]
    public void Every_text_is_written_and_none_is_left_over()
    {
        string sources = string.Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("src", "AzLegacyOs.PowerShell"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        IReadOnlyList<string> named = [.. Enum.GetNames<ConversionPhase>().Select(phase => $"Convert.{phase}")];
        IReadOnlyList<string> written = ResourceTexts.Keys(ModuleText.Texts, CultureInfo.InvariantCulture);

        IEnumerable<string> used = Regex.Matches(sources, @"ModuleText\.Of\(""([\w.]+)""").Select(match => match.Groups[1].Value);
        IEnumerable<string> leftOver = written.Except(named).Where(key => !sources.Contains($"\"{key}\"", StringComparison.Ordinal));
        Assert.Equal([], used.Concat(named).Except(written));
        Assert.Equal([], leftOver);
    }
}
