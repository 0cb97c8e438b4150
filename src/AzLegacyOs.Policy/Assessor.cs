using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy;

/// <summary>Judges an image from its facts.</summary>
public static class Assessor
{
    private static readonly string[] NotChecked = ["Password", "Port", "LicenceGrace", "FileCheck", "KeyFolder", "SourceHardware", "DomainPolicy", "Applications", "UploadGuard"];

    /// <summary>Loads what the first judgement needs: rules, the support matrix, texts. Called beside the reading of the first image, it spares that image the wait.</summary>
    public static void Prepare()
    {
        _ = RuleCatalogue.All;
        _ = SupportMatrix.GetStatus(WindowsRelease.WindowsServer2003, MachineArchitecture.X86, asOf: default);
        _ = PolicyText.Rule($"NotChecked.{NotChecked[0]}");
    }

    /// <summary>
    /// Runs every rule of <see cref="RuleCatalogue"/> over the facts and draws the verdict. It reads no file and no clock; the same
    /// arguments always give the same assessment, in the language of the session.
    /// </summary>
    public static Assessment Assess(ImageFacts facts, AssessmentRequest request)
    {
        var context = new RuleContext(facts, request);
        IReadOnlyList<Finding> judged = [.. FindingOrder.Sort(RuleCatalogue.All.SelectMany(rule => rule.Judge(context)))];
        (IReadOnlyList<Finding> findings, IReadOnlyList<string> notices) = AcceptanceCheck.Apply(facts.Path, judged, request);
        List<Finding> selected = [], leftOut = [];
        foreach (Finding finding in findings) (request.Selection.Includes(finding) ? selected : leftOut).Add(finding);
        return new Assessment
        {
            Path = facts.Path,
            Verdict = DrawVerdict(context, findings),
            Disk = facts.Disk,
            Guest = context.Guest,
            Settings = facts.Settings,
            Status = context.Status,
            SetupEvidence = context.Setup?.Evidence ?? [],
            Findings = selected,
            LeftOut = LeftOutFindings.Of(leftOut),
            Notices = notices,
            Problems = facts.Problems,
            NotChecked = context.IsWindows ? [.. NotChecked.Select(name => PolicyText.Rule($"NotChecked.{name}"))] : [],
            Statistics = facts.Statistics,
        };
    }

    /// <summary>
    /// The verdict over all findings, selected or not. An accepted one does not count, but where it would block, or may, the image is
    /// not simply Ready: the VM may well not answer.
    /// </summary>
    private static Verdict DrawVerdict(RuleContext context, IReadOnlyList<Finding> findings)
    {
        IReadOnlyList<Finding> counted = [.. findings.Where(finding => finding.Acceptance == null)];
        if (counted.Any(finding => finding.Severity == Severity.Blocker))
            return Verdict.Blocked;
        if (!IsGuestEstablished(context) || counted.Any(finding => finding.Undetermined))
            return Verdict.Unknown;
        return counted.Any(finding => finding.Severity == Severity.Warning)
            || findings.Any(finding => finding.Acceptance != null && (finding.Severity == Severity.Blocker || finding.Undetermined))
            ? Verdict.ReadyWithWarnings
            : Verdict.Ready;
    }

    /// <summary>A Windows of a known release and architecture whose SYSTEM hive could be opened.</summary>
    private static bool IsGuestEstablished(RuleContext context)
        => context.HasSettings
            && context.Guest is { Release: not null, Architecture: not null }
            && !context.Settings.Hives.Any(hive => IsSystemHive(hive) && hive.State is (HiveState.Unreadable or HiveState.Missing));

    private static bool IsSystemHive(HiveFacts hive) => string.Equals(hive.Name, "SYSTEM", StringComparison.OrdinalIgnoreCase);
}
