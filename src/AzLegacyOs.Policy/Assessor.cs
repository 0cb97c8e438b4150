using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy;

/// <summary>Judges an image from its facts.</summary>
public static class Assessor
{
    private static readonly string[] NotChecked = ["Password", "Port", "FileCheck", "SourceHardware", "DomainPolicy", "Applications"];

    /// <summary>
    /// Runs every rule of <see cref="RuleCatalogue"/> over the facts and draws the verdict. It reads no file and no clock; the same
    /// arguments always give the same assessment, in the language of the session.
    /// </summary>
    public static Assessment Assess(ImageFacts facts, AssessmentRequest request)
    {
        var context = new RuleContext(facts, request);
        IReadOnlyList<Finding> findings =
        [
            .. RuleCatalogue.All.SelectMany(rule => rule.Judge(context))
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.RuleId, StringComparer.Ordinal),
        ];
        return new Assessment
        {
            Path = facts.Path,
            Verdict = DrawVerdict(context, findings),
            Disk = facts.Disk,
            Guest = context.Guest,
            Settings = facts.Settings,
            Status = context.Status,
            SetupEvidence = context.Setup?.Evidence ?? [],
            Findings = findings,
            Problems = facts.Problems,
            NotChecked = context.IsWindows ? [.. NotChecked.Select(name => PolicyText.Rule($"NotChecked.{name}"))] : [],
            Statistics = facts.Statistics,
        };
    }

    private static Verdict DrawVerdict(RuleContext context, IReadOnlyList<Finding> findings)
    {
        if (findings.Any(finding => finding.Severity == Severity.Blocker))
            return Verdict.Blocked;
        if (!IsGuestEstablished(context) || findings.Any(finding => finding.Undetermined))
            return Verdict.Unknown;
        return findings.Any(finding => finding.Severity == Severity.Warning) ? Verdict.ReadyWithWarnings : Verdict.Ready;
    }

    /// <summary>A Windows of a known release and architecture whose SYSTEM hive could be opened.</summary>
    private static bool IsGuestEstablished(RuleContext context)
        => context.HasSettings
            && context.Guest is { Release: not null, Architecture: not null }
            && !context.Settings.Hives.Any(hive => IsSystemHive(hive) && hive.State is (HiveState.Unreadable or HiveState.Missing));

    private static bool IsSystemHive(HiveFacts hive) => string.Equals(hive.Name, "SYSTEM", StringComparison.OrdinalIgnoreCase);
}
