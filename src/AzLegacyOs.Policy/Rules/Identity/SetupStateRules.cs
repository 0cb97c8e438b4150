using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Setup;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Rules.Identity;

/// <summary>ALO3011 to ALO3014: a disk is attached as it is, so Windows has to be a finished installation.</summary>
internal static class SetupStateRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO3011", Severity.Blocker, RuleScope.Settings, "A1 A2 P3 SG8", context => Generalized(context, SpecializedOnly(context))),
        new("ALO3012", Severity.Warning, RuleScope.Settings, "GS4 SG7 SG8", context => Generalized(context, !SpecializedOnly(context))),
        new("ALO3013", Severity.Blocker, RuleScope.Settings, "SG8 SG11 SG17", Unfinished),
        new("ALO3014", Severity.Warning, RuleScope.Settings, "SG8 SG11 SG17 SG18", Indeterminate),
    ];

    private static IEnumerable<Sighting> Generalized(RuleContext context, bool applies)
        => applies && context.Setup!.State == SetupState.Generalized ? [Evidence(context.Setup)] : [];

    /// <summary>Only where the matrix says so: a release that it does not know is warned about, not blocked.</summary>
    private static bool SpecializedOnly(RuleContext context)
        => context.Status!.FindStatement(nameof(SupportColumn.GeneralizedImage))?.Answer == SupportAnswer.No;

    private static IEnumerable<Sighting> Unfinished(RuleContext context) => context.Setup!.IsUnfinished ? [Evidence(context.Setup)] : [];

    /// <summary>Witnesses that disagree are a warning; where one could not be read, the state may be one that blocks.</summary>
    private static IEnumerable<Sighting> Indeterminate(RuleContext context)
    {
        if (context.Setup!.State == SetupState.Indeterminate && !context.Setup.IsUnfinished)
            yield return context.Setup.Evidence.Any(evidence => evidence.Seen == null) ? Evidence(context.Setup).Undetermined() : Evidence(context.Setup);
    }

    private static Sighting Evidence(SetupDecision setup) => setup.Evidence.Count == 0
        ? Sighting.At(@"SYSTEM\Setup", "ALO3014.SeenNothing")
        : new Sighting(string.Join("; ", setup.Evidence), string.Join("; ", setup.Evidence.Select(evidence => evidence.Where).Distinct()));
}
