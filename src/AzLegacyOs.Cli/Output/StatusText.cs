using System.Globalization;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Cli.Output;

/// <summary>What Azure supports, for people: one OS with its grounds, several as a table.</summary>
internal static class StatusText
{
    private const int AnswerWidth = 15;

    public static void Write(TextReport report, IReadOnlyList<SupportStatus> statuses)
    {
        if (statuses.Count == 1) WriteOne(report, statuses[0]);
        else if (statuses.Count > 1) WriteTable(report, statuses);
    }

    private static void WriteTable(TextReport report, IReadOnlyList<SupportStatus> statuses)
    {
        IReadOnlyList<string[]> rows =
        [
            [.. new[] { "Os", "Deployable", "OsSupported", "Agent", "End", "Image" }.Select(column => CliText.Of($"Column.{column}"))],
            .. statuses.Select(Cells),
        ];
        IReadOnlyList<int> widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length) + 2)];
        foreach (string[] row in rows) report.Line(0, string.Concat(row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Cells(SupportStatus status) =>
    [
        status.Name,
        Words.Of("Answer", status.Deployable),
        Words.Of("Answer", status.OsSupported),
        Words.Of("Answer", status.AgentCapable),
        Day(status.EndOfSupport) ?? "-",
        CliText.Of($"Status.{status.ImageState}"),
    ];

    private static void WriteOne(TextReport report, SupportStatus status)
    {
        report.Line(0, CliText.Of("Status.AsOf", status.Name, Day(status.AsOf)));
        report.Blank();
        foreach (SupportStatement statement in status.Statements)
            report.Hanging($"  {Words.Of("Answer", statement.Answer),-AnswerWidth}", $"{statement.Question} {statement.Explanation}");

        report.Blank();
        string updates = Day(status.EndOfExtendedSecurityUpdates) is { } day ? CliText.Of("Status.UpdatesUntil", day) : CliText.Of("Status.NoUpdates");
        report.Field(2, CliText.Of("Status.Support"), CliText.Of("Status.End", Day(status.EndOfSupport) ?? CliText.Of("Status.EndUnknown"), updates));
        report.Field(2, CliText.Of("Status.Memory"), status.MemoryLimitNote);
        report.Field(2, CliText.Of("Status.Processors"), status.MaxVirtualProcessors is { } count ? CliText.Of("Status.AtMost", count) : null);
        report.Field(2, Words.Of("Label.CanUse"), Summary.Of(status.Capacity));
        WriteExtensions(report, status.Extensions);
        report.Blank();
        report.List(CliText.Of("Status.Sources"), status.Sources.Select(source => string.Join(", ", new[] { source.Title, source.Date, source.Url }.Where(part => part is not null))));
    }

    private static void WriteExtensions(TextReport report, IReadOnlyList<ExtensionSupport> extensions)
    {
        if (extensions.Count == 0) return;
        report.Blank();
        report.Line(2, CliText.Of("Status.Extensions"));
        foreach (ExtensionSupport extension in extensions)
            report.Hanging($"  {Words.Of("Answer", extension.Supported),-AnswerWidth}", $"{extension.Name}: {extension.Reason}");
    }

    private static string? Day(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
