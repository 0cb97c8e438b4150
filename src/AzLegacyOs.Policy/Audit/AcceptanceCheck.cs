using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Audit;

/// <summary>Marks the findings of one image that are accepted.</summary>
internal static class AcceptanceCheck
{
    /// <summary>Marks each finding that a decision which holds is about; what Azure itself refuses stays, and is said.</summary>
    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notices) Apply(string imagePath, IReadOnlyList<Finding> findings, AssessmentRequest request)
    {
        if (request.Accepted.Count == 0) return (findings, []);
        var marked = new List<Finding>(findings.Count);
        var notices = new List<string>();
        foreach (Finding finding in findings)
        {
            AcceptedFinding? decision = request.Accepted.FirstOrDefault(accepted => accepted.HoldsOn(request.AsOf) && accepted.IsAbout(imagePath, finding));
            if (decision != null && finding.RefusedByAzure && finding.Severity == Severity.Blocker)
            {
                notices.Add(PolicyText.Display("Accepted.RefusedByAzure", finding.RuleId));
                decision = null;
            }

            marked.Add(decision == null ? finding : finding with { Acceptance = decision.ToAcceptance() });
        }

        return (marked, [.. notices.Distinct()]);
    }
}
