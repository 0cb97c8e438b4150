using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules;

/// <summary>
/// One rule: what it looks at, how bad it is, why, and what to do. Its texts (title, expected, remedy) are in the resource file of the
/// rules, under its id, and are given in the language of the session.
/// </summary>
public sealed class Rule
{
    private readonly Func<RuleContext, IEnumerable<Sighting>> _look;

    internal Rule(string id, Severity severity, RuleScope scope, string sources, Func<RuleContext, IEnumerable<Sighting>> look)
    {
        Id = id;
        Severity = severity;
        Scope = scope;
        Sources = Support.SourceCatalogue.Parse(sources);
        _look = look;
    }

    /// <summary>"ALO" and four digits; never reused.</summary>
    public string Id { get; }

    /// <summary>The severity of its findings, unless the finding says otherwise: a file that is only converted is a Warning, and a Blocker as-is.</summary>
    public Severity Severity { get; }

    /// <summary>The images that it applies to.</summary>
    public RuleScope Scope { get; }

    /// <summary>The images that it applies to, in words.</summary>
    public string AppliesTo => Scope.Description;

    /// <summary>The page that explains it, from the root of the project.</summary>
    public string HelpPage => $"docs/rules/{Id}.md";

    public IReadOnlyList<Source> Sources { get; }

    /// <summary>What it is about.</summary>
    public IReadOnlyList<RuleProfile> Profiles => RuleProfileTable.Of(Id);

    /// <summary>Whether the cause can be repaired offline.</summary>
    public bool Repairable { get; internal init; }

    public string Title => PolicyText.Rule($"{Id}.Title");

    public string Expected => PolicyText.Rule($"{Id}.Expected");

    public string Remedy => PolicyText.Rule($"{Id}.Remedy");

    /// <summary>What the rule finds in the facts; empty when all is well or the rule does not apply.</summary>
    internal IEnumerable<Finding> Judge(RuleContext context)
        => Scope.Includes(context) ? _look(context).Select(ToFinding) : [];

    private Finding ToFinding(Sighting sighting)
    {
        Severity severity = sighting.Severity ?? Severity;
        bool undetermined = sighting.IsUncertain && severity == Severity.Blocker;
        return undetermined
            ? ToFinding(sighting, Severity.Warning) with { Undetermined = true, RefusedByAzure = false }
            : ToFinding(sighting, severity);
    }

    private Finding ToFinding(Sighting sighting, Severity severity) => new()
    {
        RuleId = Id,
        Severity = severity,
        Title = Title,
        Seen = sighting.Seen,
        Where = sighting.Where,
        Expected = Expected,
        Remedy = Remedy,
        Repairable = Repairable,
        RefusedByAzure = sighting.RefusedByAzure,
        Sources = Sources,
    };
}
