using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Audit;

/// <summary>The findings that a person wants to see.</summary>
/// <remarks>
/// A selection chooses what is listed, never what is true: every rule is judged, and the verdict counts every finding, listed or not.
/// A finding that is not to count is accepted with a reason (<see cref="AcceptedFinding"/>).
/// </remarks>
public sealed record RuleSelection
{
    private RuleSelection()
    {
    }

    /// <summary>Ids or wildcards of the rules; empty for all.</summary>
    public IReadOnlyList<string> Rules { get; private init; } = [];

    /// <summary>Ids or wildcards of rules that are left out.</summary>
    public IReadOnlyList<string> ExcludedRules { get; private init; } = [];

    /// <summary>Rules of at least one of these profiles; empty for all.</summary>
    public IReadOnlyList<RuleProfile> Profiles { get; private init; } = [];

    /// <summary>The least severity of a finding.</summary>
    public Severity MinimumSeverity { get; private init; }

    /// <summary>Everything.</summary>
    public static RuleSelection All { get; } = new();

    /// <summary>Makes a selection. A finding has to meet all that is said; a null or empty list says nothing.</summary>
    /// <param name="rules">Ids or wildcards of the rules.</param>
    /// <param name="excludedRules">Ids or wildcards of rules that are left out.</param>
    /// <param name="profiles">Profiles, one of which a rule has to belong to.</param>
    /// <param name="minimumSeverity">The least severity of a finding.</param>
    /// <exception cref="ArgumentException">No rule has such an id: a mistyped one must not look like a disk without findings.</exception>
    public static RuleSelection Of(
        IReadOnlyList<string>? rules, IReadOnlyList<string>? excludedRules = null, IReadOnlyList<RuleProfile>? profiles = null, Severity minimumSeverity = Severity.Information)
    {
        foreach (string pattern in (rules ?? []).Concat(excludedRules ?? []))
        {
            if (RuleCatalogue.FindAll(pattern).Count == 0)
                throw new ArgumentException(PolicyText.Display("Selection.NoSuchRule", pattern));
        }

        return new RuleSelection { Rules = rules ?? [], ExcludedRules = excludedRules ?? [], Profiles = profiles ?? [], MinimumSeverity = minimumSeverity };
    }

    /// <summary>Whether findings of a rule are listed, if they are severe enough.</summary>
    public bool Includes(Rule rule)
        => (Rules.Count == 0 || Rules.Any(pattern => Wildcard.IsMatch(pattern, rule.Id)))
            && !ExcludedRules.Any(pattern => Wildcard.IsMatch(pattern, rule.Id))
            && (Profiles.Count == 0 || Profiles.Any(rule.Profiles.Contains));

    /// <summary>Whether a finding is listed.</summary>
    public bool Includes(Finding finding)
        => finding.Severity >= MinimumSeverity && (RuleCatalogue.Find(finding.RuleId) is not { } rule || Includes(rule));
}

/// <summary>How many findings the selection left out that the verdict counts.</summary>
public sealed record LeftOutFindings(int Blockers, int Warnings, int Information)
{
    /// <summary>Nothing was left out.</summary>
    public static LeftOutFindings None { get; } = new(0, 0, 0);

    /// <summary>All of them.</summary>
    public int Count => Blockers + Warnings + Information;

    internal static LeftOutFindings Of(IReadOnlyList<Finding> findings)
    {
        return new LeftOutFindings(CountOf(Severity.Blocker), CountOf(Severity.Warning), CountOf(Severity.Information));

        int CountOf(Severity severity) => findings.Count(finding => finding.Acceptance == null && finding.Severity == severity);
    }
}
