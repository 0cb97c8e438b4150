namespace AzLegacyOs.Policy;

/// <summary>The order of every list of findings: worst first, then by rule id.</summary>
internal sealed class FindingOrder : IComparer<Finding>
{
    private static readonly FindingOrder WorstFirst = new();

    private FindingOrder()
    {
    }

    /// <summary>Findings in this order; those of one rule and severity stay in theirs.</summary>
    public static IEnumerable<Finding> Sort(IEnumerable<Finding> findings) => findings.OrderBy(finding => finding, WorstFirst);

    /// <inheritdoc/>
    public int Compare(Finding x, Finding y)
        => x.Severity != y.Severity ? y.Severity - x.Severity : string.CompareOrdinal(x.RuleId, y.RuleId);
}
