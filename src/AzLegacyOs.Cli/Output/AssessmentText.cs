using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>An assessment for people: the verdict first, then the guest and what blocks it, then the rest.</summary>
internal static class AssessmentText
{
    private const int FindingIndent = 11;

    private static readonly Severity[] WorstFirst = [Severity.Blocker, Severity.Warning, Severity.Information];

    /// <summary>Everything.</summary>
    public static void Write(TextReport report, Assessment assessment)
    {
        WriteHead(report, assessment);
        foreach (Severity severity in WorstFirst) WriteFindings(report, assessment, severity);
        WriteAccepted(report, assessment);
        if (Words.Of(assessment.LeftOut) is { Length: > 0 } leftOut)
        {
            report.Hanging("  ", leftOut);
            report.Blank();
        }

        report.Line(2, CliText.Of("Test.Read", ByteSize.Format(assessment.Statistics.BytesRead), assessment.Statistics.ElapsedMilliseconds));
    }

    /// <summary>The verdict and what blocks, for a command that goes on from there.</summary>
    public static void WriteBrief(TextReport report, Assessment assessment)
    {
        WriteHead(report, assessment);
        WriteFindings(report, assessment, Severity.Blocker);
        report.List(Words.Of("Label.Warnings"), assessment.Findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => $"{finding.RuleId} {finding.Title}"));
    }

    private static void WriteHead(TextReport report, Assessment assessment)
    {
        report.Headline(assessment.Verdict.ToString(), ColorOf(assessment.Verdict), assessment.Path);
        report.Field(2, Words.Of("Label.Guest"), Summary.Of(assessment.Guest));
        report.Field(2, Words.Of("Label.Disk"), Summary.Of(assessment.Disk));
        if (assessment.Status is { } status) report.Field(2, Words.Of("Label.InAzure"), Summary.Of(status));
        report.Field(2, Words.Of("Label.CanUse"), Summary.Of(assessment.Status?.Capacity));
        report.Blank();
    }

    private static void WriteFindings(TextReport report, Assessment assessment, Severity severity)
    {
        IReadOnlyList<Finding> findings = [.. assessment.Findings.Where(finding => finding.Acceptance is null && finding.Severity == severity)];
        if (findings.Count == 0) return;
        report.Line(2, Heading(severity));
        foreach (Finding finding in findings)
        {
            WriteEvidence(report, finding);
            if (severity == Severity.Information) continue;
            report.Field(FindingIndent, Words.Of("Label.Expected"), finding.Expected);
            report.Field(FindingIndent, Words.Of("Label.Remedy"), finding.Remedy);
        }

        report.Blank();
    }

    private static void WriteAccepted(TextReport report, Assessment assessment)
    {
        IReadOnlyList<Finding> accepted = [.. assessment.Findings.Where(finding => finding.Acceptance is not null)];
        if (accepted.Count == 0) return;
        report.Line(2, Words.Of("Label.Accepted"));
        foreach (Finding finding in accepted)
        {
            WriteEvidence(report, finding);
            report.Field(FindingIndent, Words.Of("Label.Reason"), Words.Of(finding.Acceptance!));
        }

        report.Blank();
    }

    private static void WriteEvidence(TextReport report, Finding finding)
    {
        report.Hanging($"  {finding.RuleId}  ", finding.Title);
        report.Field(FindingIndent, Words.Of("Label.Seen"), finding.Seen);
        report.Field(FindingIndent, Words.Of("Label.Where"), finding.Where);
    }

    private static ConsoleColor ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Ready => ConsoleColor.Green,
        Verdict.ReadyWithWarnings => ConsoleColor.Yellow,
        _ => ConsoleColor.Red,
    };

    private static string Heading(Severity severity) => Words.Of(severity switch
    {
        Severity.Blocker => "Label.Blockers",
        Severity.Warning => "Label.Warnings",
        _ => "Label.Information",
    });
}
