using System.Globalization;
using System.Text.RegularExpressions;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Texts;

/// <summary>No text of the command line is missing, and none is left over.</summary>
public sealed class CliTextTests
{
    private static readonly string[] Columns = ["Os", "Deployable", "OsSupported", "Agent", "End", "Image"];

    [Fact]
    public void Dutch_is_complete_and_takes_the_same_arguments() => ResourceTexts.AssertDutchIsComplete(CliText.Texts);

    [Fact]
    public void Every_text_is_written_and_none_is_left_over()
    {
        string sources = string.Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("src", "AzLegacyOs.Cli"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        IReadOnlyList<string> named =
        [
            .. Enum.GetNames<ConversionPhase>().Select(phase => $"Phase.{phase}"),
            .. Enum.GetNames<ImageStateSupport>().Select(state => $"Status.{state}"),
            .. Columns.Select(column => $"Column.{column}"),
        ];
        IReadOnlyList<string> written = ResourceTexts.Keys(CliText.Texts, CultureInfo.InvariantCulture);

        IEnumerable<string> used = Regex.Matches(sources, @"CliText\.Of\(""([\w.]+)""").Select(match => match.Groups[1].Value);
        IEnumerable<string> leftOver = written.Except(named).Where(key => !sources.Contains($"\"{key}\"", StringComparison.Ordinal));
        Assert.Equal([], used.Concat(named).Except(written));
        Assert.Equal([], leftOver);
    }
}
