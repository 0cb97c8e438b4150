using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What the findings about an image mean for a deployment.</summary>
public static class AssessmentCheck
{
    // A data disk may be larger than an OS disk.
    private static readonly string[] OsDiskLimits = ["ALO1023", "ALO1024"];

    /// <summary>What stands against deploying an image; needs no Azure, so that a face can ask before it connects.</summary>
    /// <param name="assessment">The judgement of the image.</param>
    /// <param name="force">Go on past Blockers about the guest. What Azure itself refuses stays.</param>
    public static IReadOnlyList<DeploymentRefusal> Refusals(Assessment assessment, bool force) =>
        [.. assessment.Findings
            .Where(f => f.Severity == Severity.Blocker && (f.RefusedByAzure || !force))
            .Select(f => Refusal(f, isAboutImage: true))];

    /// <summary>What stands against an image that becomes a data disk: it need not boot, so only what Azure refuses of the file and its size.</summary>
    internal static IEnumerable<DeploymentRefusal> RefusalsOfDataDisk(Assessment assessment) =>
        assessment.Findings
            .Where(f => f.Severity == Severity.Blocker && f.RefusedByAzure && f.RuleId.StartsWith("ALO1", StringComparison.Ordinal) && !OsDiskLimits.Contains(f.RuleId))
            .Select(f => Refusal(f, isAboutImage: true));

    /// <summary>What the pre-flight found that stands against the deployment.</summary>
    internal static IEnumerable<DeploymentRefusal> Refusals(IEnumerable<Finding> findings) =>
        findings.Where(f => f.Severity == Severity.Blocker).Select(f => Refusal(f, isAboutImage: false));

    /// <summary>What the pre-flight found that should be known.</summary>
    internal static IEnumerable<string> Warnings(IEnumerable<Finding> findings) =>
        findings.Where(f => f.Severity == Severity.Warning).Select(f => $"{f.RuleId}: {f.Title.TrimEnd('.')}: {f.Seen.TrimEnd('.')}. {f.Remedy.TrimEnd('.')}.");

    private static DeploymentRefusal Refusal(Finding finding, bool isAboutImage) => new()
    {
        ErrorId = isAboutImage ? "Blocked" : "PreflightBlocked",
        RuleId = finding.RuleId,
        Reason = $"{finding.Title.TrimEnd('.')}: {finding.Seen.TrimEnd('.')} ({finding.Where}).",
        Remedy = finding.Remedy.TrimEnd('.') + ".",
        CanForce = !finding.RefusedByAzure,
    };

    internal static IEnumerable<string> Warnings(Assessment assessment)
    {
        foreach (Finding finding in assessment.Findings.Where(f => f.Severity == Severity.Blocker && !f.RefusedByAzure))
            yield return AzureText.Of("Warn.Forced", finding.RuleId, finding.Title.TrimEnd('.'));
        if (assessment.Verdict == Verdict.Unknown)
            yield return AzureText.Of("Warn.NoGuest");
    }
}
