using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What the findings about an image mean for a deployment.</summary>
public static class AssessmentCheck
{
    /// <summary>What stands against deploying an image; needs no Azure, so that a face can ask before it connects.</summary>
    /// <param name="assessment">The judgement of the image.</param>
    /// <param name="force">Go on past Blockers about the guest. What Azure itself refuses stays.</param>
    public static IReadOnlyList<DeploymentRefusal> Refusals(Assessment assessment, bool force) =>
        [.. assessment.Findings
            .Where(f => f.Severity == Severity.Blocker && (f.RefusedByAzure || !force))
            .Select(f => new DeploymentRefusal
            {
                ErrorId = "Blocked",
                RuleId = f.RuleId,
                Reason = $"{f.Title.TrimEnd('.')}: {f.Seen.TrimEnd('.')} ({f.Where}).",
                Remedy = f.Remedy.TrimEnd('.') + ".",
                CanForce = !f.RefusedByAzure,
            })];

    internal static IEnumerable<string> Warnings(Assessment assessment)
    {
        foreach (Finding finding in assessment.Findings.Where(f => f.Severity == Severity.Blocker && !f.RefusedByAzure))
            yield return $"{finding.RuleId}: {finding.Title}. It was forced; the VM may not boot or answer.";
        if (assessment.Verdict == Verdict.Unknown)
            yield return "The guest on the disk could not be established, so nothing says that the VM will boot.";
    }
}
