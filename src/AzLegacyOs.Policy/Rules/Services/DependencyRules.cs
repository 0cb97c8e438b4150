using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>ALO6025: a service waits for those that it depends on; one that is disabled or gone keeps it from starting.</summary>
internal static class DependencyRules
{
    /// <summary>Real services depend on a dozen others at most, through all steps.</summary>
    private const int Limit = 100;

    /// <summary>Without these nobody gets in.</summary>
    private static readonly string[] Needed = ["Dhcp", "TermService"];

    /// <summary>These have rules of their own.</summary>
    private static readonly string[] JudgedElsewhere = ["nsi", "RpcSs", "Dhcp", "TermService", "BFE"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO6025", Severity.Blocker, RuleScope.Settings, "SCM", DependencyDisabled) { Repairable = true },
    ];

    private static IEnumerable<Sighting> DependencyDisabled(RuleContext context)
        => Dependencies(context)
            .Where(name => !JudgedElsewhere.Contains(name, StringComparer.OrdinalIgnoreCase))
            .SelectMany(name => context.Start(name, start => start == StartType.Disabled)
                .Select(sighting => sighting.UncertainIf(context.Service(name) == null && context.Reach.MayBePartial(sighting.Where))));

    /// <summary>What the needed services depend on, through all steps; a name that begins with + is a load order group.</summary>
    private static IReadOnlyCollection<string> Dependencies(RuleContext context)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<string>(Needed);
        while (waiting.Count > 0 && found.Count < Limit)
        {
            foreach (string name in context.Service(waiting.Dequeue())?.DependsOn ?? [])
            {
                if (!name.StartsWith("+", StringComparison.Ordinal) && found.Add(name))
                    waiting.Enqueue(name);
            }
        }

        return found;
    }
}
