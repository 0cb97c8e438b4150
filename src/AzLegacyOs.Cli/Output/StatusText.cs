using System.Globalization;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Cli.Output;

/// <summary>What Azure supports, for people: one OS with its grounds, several as a table.</summary>
internal static class StatusText
{
    public static void Write(TextReport report, IReadOnlyList<SupportStatus> statuses)
    {
        if (statuses.Count == 1) WriteOne(report, statuses[0]);
        else if (statuses.Count > 1) WriteTable(report, statuses);
    }

    private static void WriteTable(TextReport report, IReadOnlyList<SupportStatus> statuses)
    {
        int width = statuses.Max(status => status.Name.Length) + 2;
        report.Line(0, $"{"OS".PadRight(width)}{"DEPLOYABLE",-13}{"OS SUPPORTED",-14}{"VM AGENT",-13}{"END OF SUPPORT",-16}IMAGE");
        foreach (SupportStatus status in statuses)
        {
            report.Line(0, $"{status.Name.PadRight(width)}{status.Deployable,-13}{status.OsSupported,-14}{status.AgentCapable,-13}"
                + $"{Day(status.EndOfSupport) ?? "-",-16}{(status.ImageState == ImageStateSupport.SpecializedOnly ? "specialized only" : "specialized or generalized")}");
        }
    }

    private static void WriteOne(TextReport report, SupportStatus status)
    {
        report.Line(0, $"{status.Name}, as of {Day(status.AsOf)}");
        report.Blank();
        foreach (SupportStatement statement in status.Statements)
        {
            report.Hanging($"  {statement.Answer,-13}", $"{statement.Question} {statement.Explanation}");
        }

        report.Blank();
        report.Field(2, "Support", $"end {Day(status.EndOfSupport) ?? "unknown"}; Extended Security Updates {(Day(status.EndOfExtendedSecurityUpdates) is { } day ? "until " + day : "none")}");
        report.Field(2, "Memory", status.MemoryLimitNote);
        report.Field(2, "vCPUs", status.MaxVirtualProcessors is { } count ? $"at most {count.ToString(CultureInfo.InvariantCulture)}" : null);
        WriteExtensions(report, status.Extensions);
        report.Blank();
        report.List("Sources", status.Sources.Select(source => string.Join(", ", new[] { source.Title, source.Date, source.Url }.Where(part => part is not null))));
    }

    private static void WriteExtensions(TextReport report, IReadOnlyList<ExtensionSupport> extensions)
    {
        if (extensions.Count == 0) return;
        report.Blank();
        report.Line(2, "Extensions");
        foreach (ExtensionSupport extension in extensions)
            report.Hanging($"  {extension.Supported,-13}", $"{extension.Name}: {extension.Reason}");
    }

    private static string? Day(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
