using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5011 to ALO5013: without an agent, Remote Desktop is the only way in.</summary>
internal static class RemoteDesktopRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5011", Severity.Blocker, RuleScope.Settings, "U1 UP1", Denied) { Repairable = true },
        new("ALO5012", Severity.Blocker, RuleScope.Settings, "U1", DeniedByPolicy) { Repairable = true },
        new("ALO5013", Severity.Blocker, RuleScope.Settings, "U1", ServiceDisabled) { Repairable = true },
    ];

    /// <summary>A policy wins over the setting, so that a policy that allows makes the setting harmless.</summary>
    private static IEnumerable<Sighting> Denied(RuleContext context)
    {
        RemoteDesktopFacts desktop = context.Settings.RemoteDesktop;
        Observed<uint> policy = context.Reach.Weigh(desktop.PolicyDenyConnections);
        Observed<uint> setting = context.Reach.Weigh(desktop.DenyConnections);
        if (policy.IsRead || setting.Is(0))
            yield break;

        Sighting sighting = Sighting.Of("fDenyTSConnections", setting).UncertainIf(!policy.IsMissing);
        yield return setting.IsMissing ? sighting.As(Severity.Warning) : sighting;
    }

    private static IEnumerable<Sighting> DeniedByPolicy(RuleContext context)
    {
        Observed<uint> policy = context.Reach.Weigh(context.Settings.RemoteDesktop.PolicyDenyConnections);
        if (!policy.IsMissing && !policy.Is(0))
            yield return Sighting.Of("fDenyTSConnections", policy);
    }

    private static IEnumerable<Sighting> ServiceDisabled(RuleContext context)
        => context.Start("TermService", start => start == StartType.Disabled);
}
