using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5031 to ALO5034: does the firewall let Remote Desktop in?</summary>
internal static class FirewallRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5031", Severity.Blocker, RuleScope.Nt6, "U1 A5", RemoteDesktopShut) { Repairable = true },
        new("ALO5032", Severity.Blocker, RuleScope.Nt5, "AX16", RemoteDesktopShutNt5) { Repairable = true },
        new("ALO5033", Severity.Information, RuleScope.Settings, "U1", Off),
        new("ALO5034", Severity.Warning, RuleScope.Settings, "U1 AX16", Narrow) { Repairable = true },
    ];

    private static IEnumerable<Sighting> RemoteDesktopShut(RuleContext context)
    {
        if (Rules(context) is not { } rules)
            return [];
        Observed<uint> start = context.Start("MpsSvc");
        return Shut(context, rules.Where, "PublicProfile")
            .Select(sighting => sighting.UncertainIf(!start.IsRead || !rules.IsRead || context.Reach.MayBePartial(rules.Where)));
    }

    private static IEnumerable<Sighting> RemoteDesktopShutNt5(RuleContext context)
    {
        if (!IsInForceNt5(context))
            return [];
        Observed<uint> start = context.Start("SharedAccess");
        string where = Place(context);
        return Shut(context, where, "StandardProfile").Select(sighting => sighting.UncertainIf(!start.IsRead || context.Reach.MayBePartial(where)));
    }

    /// <summary>
    /// The network of a VM is public (before Vista: standard) to Windows until a domain is reached, so a shut profile of that name
    /// blocks; another one is a warning.
    /// </summary>
    private static IEnumerable<Sighting> Shut(RuleContext context, string where, string decisive)
    {
        (FirewallReach reach, IReadOnlyList<FirewallProfileFacts> shut) = Profiles(context, FirewallEntry.Shut);
        if (shut.Count == 0)
            yield break;

        Sighting sighting = Sighting.At(where, "ALO5031.Seen", reach.Port, string.Join(", ", shut.Select(profile => profile.Name)));
        yield return shut.FirstOrDefault(profile => profile.Name == decisive) is { } profile
            ? sighting.UncertainIf(reach.IsDoubtful(profile))
            : sighting.As(Severity.Warning);
    }

    private static IEnumerable<Sighting> Narrow(RuleContext context)
    {
        if (context.IsNt5 ? !IsInForceNt5(context) : Rules(context) == null)
            yield break;
        (FirewallReach reach, IReadOnlyList<FirewallProfileFacts> narrow) = Profiles(context, FirewallEntry.Narrow);
        if (narrow.Count > 0)
            yield return Sighting.At(Place(context), "ALO5034.Seen", reach.Port, string.Join(", ", narrow.Select(profile => profile.Name)));
    }

    private static IEnumerable<Sighting> Off(RuleContext context)
    {
        if (context.Settings.Firewall is not { } firewall)
            yield break;
        var reach = new FirewallReach(context, firewall);
        IReadOnlyList<Observed<uint>> off = [.. firewall.Profiles.Select(reach.Switch).Where(value => value.Is(0))];
        if (off.Count > 0)
            yield return new Sighting("EnableFirewall = 0", string.Join("; ", off.Select(value => value.Where)));
    }

    /// <summary>The rules of Vista and later; null where the firewall does not run, or where nothing is known about it.</summary>
    private static Observed<IReadOnlyList<FirewallRuleFacts>>? Rules(RuleContext context)
    {
        Observed<uint> start = context.Start("MpsSvc");
        if (context.Settings.Firewall is not { } firewall || start.IsMissing || start.Is(4))
            return null;
        Observed<IReadOnlyList<FirewallRuleFacts>> rules = context.Reach.Weigh(firewall.Rules);
        return rules.IsMissing && !firewall.PolicyRules.IsRead ? null : rules;
    }

    private static bool IsInForceNt5(RuleContext context)
    {
        Observed<uint> start = context.Start("SharedAccess");
        return context.Settings.Firewall != null && !start.IsMissing && (!start.IsRead || start.Value == 2);
    }

    private static (FirewallReach Reach, IReadOnlyList<FirewallProfileFacts> Profiles) Profiles(RuleContext context, FirewallEntry entry)
    {
        FirewallFacts firewall = context.Settings.Firewall!;
        var reach = new FirewallReach(context, firewall);
        return (reach, [.. firewall.Profiles.Where(profile => (context.IsNt5 ? reach.OfNt5(profile) : reach.Of(profile)) == entry)]);
    }

    private static string Place(RuleContext context) => context.ServiceKey(@"SharedAccess\Parameters\FirewallPolicy");
}
