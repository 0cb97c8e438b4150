using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>An assessment for people: the verdict first, then the guest and what blocks it, then the rest.</summary>
internal static class AssessmentText
{
    /// <summary>Everything.</summary>
    public static void Write(TextReport report, Assessment assessment)
    {
        WriteHead(report, assessment);
        foreach (IGrouping<Severity, Finding> group in assessment.Findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key))
            WriteFindings(report, group);

        report.Line(2, $"Read {ByteSize.Format(assessment.Statistics.BytesRead)} in {assessment.Statistics.ElapsedMilliseconds} ms.");
    }

    /// <summary>The verdict and what blocks, for a command that goes on from there.</summary>
    public static void WriteBrief(TextReport report, Assessment assessment)
    {
        WriteHead(report, assessment);
        foreach (IGrouping<Severity, Finding> group in assessment.Findings.Where(finding => finding.Severity == Severity.Blocker).GroupBy(finding => finding.Severity))
            WriteFindings(report, group);
        report.List("Warnings", assessment.Findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => $"{finding.RuleId} {finding.Title}"));
    }

    private static void WriteHead(TextReport report, Assessment assessment)
    {
        report.Headline(assessment.Verdict.ToString(), ColorOf(assessment.Verdict), assessment.Path);
        report.Field(2, "Guest", Summary.Of(assessment.Guest));
        report.Field(2, "Disk", Summary.Of(assessment.Disk));
        if (assessment.Status is { } status) report.Field(2, "In Azure", Summary.Of(status));
        report.Blank();
    }

    private static void WriteFindings(TextReport report, IGrouping<Severity, Finding> findings)
    {
        report.Line(2, Heading(findings.Key));
        foreach (Finding finding in findings)
        {
            report.Hanging($"  {finding.RuleId}  ", finding.Title);
            report.Field(11, "seen", finding.Seen);
            report.Field(11, "where", finding.Where);
            if (findings.Key != Severity.Information)
            {
                report.Field(11, "expected", finding.Expected);
                report.Field(11, "remedy", finding.Remedy);
            }
        }

        report.Blank();
    }

    private static ConsoleColor ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Ready => ConsoleColor.Green,
        Verdict.ReadyWithWarnings => ConsoleColor.Yellow,
        _ => ConsoleColor.Red,
    };

    private static string Heading(Severity severity) => severity switch
    {
        Severity.Blocker => "Blockers",
        Severity.Warning => "Warnings",
        _ => "Information",
    };
}
