using System.Text.RegularExpressions;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>docs/errors.md, held against what the code can say.</summary>
public sealed partial class ErrorTableTests
{
    // A plan that is refused is one kind of error, whatever stands against it.
    private const string Refusal = "InvalidOperation";

    private static readonly Dictionary<string, string[]> Table = ReadTable();

    private static readonly ILookup<string, string> Code = ReadCode().Distinct().ToLookup(found => found.Id, found => found.Category);

    public static TheoryData<string> Ids => [.. Table.Keys];

    [Fact]
    public void It_lists_every_id_and_no_other() => Assert.Equal(Code.Select(found => found.Key).Order(StringComparer.Ordinal), Table.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_gives_the_category_that_the_code_gives(string id) => Assert.Equal(Code[id].Order(StringComparer.Ordinal), Table[id].Order(StringComparer.Ordinal));

    /// <summary>Some test expects the id by its name; the tables of what Azure answers are in tests/AzLegacyOs.Azure.Tests.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_id_has_a_test(string id)
    {
        string[] kinds = ["*.Tests.ps1", "*Tests.cs"];
        IEnumerable<string> files = kinds.SelectMany(kind => Directory.EnumerateFiles(RepositoryRoot.Combine("tests"), kind, SearchOption.AllDirectories));
        Assert.True(files.Any(file => Regex.IsMatch(File.ReadAllText(file), $@"['""|]{id}['""|,]")), $"No test expects {id}.");
    }

    private static Dictionary<string, string[]> ReadTable() => Row().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", "errors.md")))
        .Where(row => row.Groups["id"].Value != "id")
        .ToDictionary(row => row.Groups["id"].Value, row => row.Groups["category"].Value.Split(", "));

    private static IEnumerable<(string Id, string Category)> ReadCode()
    {
        foreach (string text in new[] { "AzLegacyOs.Azure", "AzLegacyOs.PowerShell" }
            .SelectMany(room => Directory.EnumerateFiles(RepositoryRoot.Combine("src", room), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(File.ReadAllText))
        {
            foreach (Match given in IdThenCategory().Matches(text).Concat(CategoryThenId().Matches(text))) yield return (given.Groups["id"].Value, given.Groups["category"].Value);
            foreach (Match given in Initializer().Matches(text))
            {
                string category = given.Groups["category"].Success ? given.Groups["category"].Value : Refusal;
                foreach (Match word in Word().Matches(given.Groups["ids"].Value)) yield return (word.Groups[1].Value == "Blocked" ? "ImageBlocked" : word.Groups[1].Value, category);
            }

            foreach (Match refused in RefusalOfPlan().Matches(text)) yield return (refused.Groups["id"].Value == "Blocked" ? "ImageBlocked" : refused.Groups["id"].Value, Refusal);
        }
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]\w+) \| (?<category>[\w, ]+) \| .+ \| .+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    // ErrorRecords.Of(..., "Id", ErrorCategory.X and new FailureRule("Id", AzureFailureCategory.X
    [GeneratedRegex(@"""(?<id>[A-Z]\w+)"",\s*(Azure)?(Error|Failure)Category\.(?<category>\w+)")]
    private static partial Regex IdThenCategory();

    [GeneratedRegex(@"AzureFailureCategory\.(?<category>\w+),[^;]*?""(?<id>[A-Z]\w+)""\)")]
    private static partial Regex CategoryThenId();

    // ErrorId = "Id" of a failure, with its category next, or of a refusal.
    [GeneratedRegex(@"ErrorId = (?<ids>[^,;}]*""[^,;}]*)[,;}](\s*Category = AzureFailureCategory\.(?<category>\w+))?")]
    private static partial Regex Initializer();

    [GeneratedRegex(@"""(\w+)""")]
    private static partial Regex Word();

    // Refuse("Id" of a plan, and new("Id", $"reason") of a size that is left out.
    [GeneratedRegex(@"((Refuse\(|return new\()""(?<id>[A-Z]\w+)"", (\$?""|AzureText))|(Refusal\(f, ""(?<id>[A-Z]\w+)""\))")]
    private static partial Regex RefusalOfPlan();
}
