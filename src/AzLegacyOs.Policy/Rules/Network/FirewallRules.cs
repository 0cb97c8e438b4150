using System.Globalization;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5031 to ALO5033: does the firewall let Remote Desktop in?</summary>
internal static class FirewallRules
{
    private const int Tcp = 6;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5031", Severity.Blocker, RuleScope.Nt6, "U1 A5", RemoteDesktopShut) { Repairable = true },
        new("ALO5032", Severity.Blocker, RuleScope.Nt5, "AX16", RemoteDesktopShutNt5) { Repairable = true },
        new("ALO5033", Severity.Information, RuleScope.Settings, "U1", Off),
    ];

    private static IEnumerable<Sighting> RemoteDesktopShut(RuleContext context)
    {
        FirewallFacts? firewall = context.Settings.Firewall;
        Observed<uint> start = context.Start("MpsSvc");
        if (firewall == null || start.IsMissing || start.Is(4))
            return [];

        Observed<IReadOnlyList<FirewallRuleFacts>> rules = context.Reach.Weigh(firewall.Rules);
        if (rules.IsMissing)
            return [];

        IReadOnlyList<FirewallRuleFacts> opening = [.. (rules.Value ?? []).Where(rule => Opens(rule, Port(context)))];
        return Shut(context, rules.Where, "PublicProfile", profile => IsOn(context, profile, byDefault: true) && !opening.Any(rule => Covers(rule, profile.Name)))
            .Select(sighting => sighting.UncertainIf(!start.IsRead || !rules.IsRead || context.Reach.MayBePartial(rules.Where)));
    }

    /// <summary>Server 2003 ships with the firewall off and XP with it on; a missing value is judged by that.</summary>
    private static IEnumerable<Sighting> RemoteDesktopShutNt5(RuleContext context)
    {
        Observed<uint> start = context.Start("SharedAccess");
        string where = context.ServiceKey(@"SharedAccess\Parameters\FirewallPolicy");
        return context.Settings.Firewall == null || start.IsMissing || (start.IsRead && start.Value != 2)
            ? []
            : Shut(context, where, "StandardProfile", profile =>
                IsOn(context, profile, byDefault: context.Release == WindowsRelease.WindowsXP) && !IsOpenNt5(profile, Port(context)))
                .Select(sighting => sighting.UncertainIf(!start.IsRead || context.Reach.MayBePartial(where)));
    }

    /// <summary>
    /// The network of a VM is public (before Vista: standard) to Windows until a domain is reached, so a shut profile of that name
    /// blocks; another one is a warning.
    /// </summary>
    private static IEnumerable<Sighting> Shut(RuleContext context, string where, string decisive, Func<FirewallProfileFacts, bool> isShut)
    {
        IReadOnlyList<FirewallProfileFacts> shut = [.. context.Settings.Firewall!.Profiles.Where(isShut)];
        if (shut.Count == 0)
            yield break;

        Sighting sighting = Sighting.At(where, "ALO5031.Seen", Port(context), string.Join(", ", shut.Select(profile => profile.Name)));
        yield return shut.FirstOrDefault(profile => profile.Name == decisive) is { } profile
            ? sighting.UncertainIf(IsDoubtful(context, profile))
            : sighting.As(Severity.Warning);
    }

    private static IEnumerable<Sighting> Off(RuleContext context)
    {
        IReadOnlyList<Observed<uint>> off = [.. (context.Settings.Firewall?.Profiles ?? []).Select(profile => Effective(context, profile)).Where(value => value.Is(0))];
        if (off.Count > 0)
            yield return new Sighting("EnableFirewall = 0", string.Join("; ", off.Select(value => value.Where)));
    }

    private static uint Port(RuleContext context)
        => context.Settings.RemoteDesktop.Listener is { PortNumber: { IsRead: true } port } ? port.Value : ListenerRules.DefaultPort;

    /// <summary>A switch that could not be read counts as on; what follows from it is uncertain.</summary>
    private static bool IsOn(RuleContext context, FirewallProfileFacts profile, bool byDefault)
    {
        Observed<uint> value = Effective(context, profile);
        return value.IsMissing ? byDefault : !value.Is(0);
    }

    private static bool IsDoubtful(RuleContext context, FirewallProfileFacts profile)
        => Effective(context, profile).State == ObservationState.Unreadable
            || context.Reach.Weigh(profile.PolicyRemoteDesktop).State == ObservationState.Unreadable
            || profile.OpenPorts.State == ObservationState.Unreadable;

    /// <summary>The policy wins where there is one.</summary>
    private static Observed<uint> Effective(RuleContext context, FirewallProfileFacts profile)
    {
        Observed<uint> policy = context.Reach.Weigh(profile.PolicyEnableFirewall);
        return policy.IsMissing ? context.Reach.Weigh(profile.EnableFirewall) : policy;
    }

    private static bool IsOpenNt5(FirewallProfileFacts profile, uint port)
    {
        string prefix = port.ToString(CultureInfo.InvariantCulture) + ":TCP:";
        return profile.PolicyRemoteDesktop.Is(1)
            || (profile.OpenPorts.IsRead && profile.OpenPorts.Value!.Any(entry =>
                entry.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && entry.IndexOf(":Enabled", StringComparison.OrdinalIgnoreCase) >= 0));
    }

    /// <summary>A rule for everything counts only where it is for everybody: one for the platform's address, say, lets no person in.</summary>
    private static bool Opens(FirewallRuleFacts rule, uint port)
        => rule is { Active: true, Allow: true, Inbound: true, Protocol: null or Tcp }
            && (rule.LocalPorts.Count == 0 ? rule is { Protocol: null, RemoteAddresses.Count: 0 } : rule.LocalPorts.Any(text => Includes(text, port)));

    private static bool Includes(string text, uint port)
    {
        string[] ends = text.Split('-');
        return ends.Length <= 2
            && uint.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint first)
            && uint.TryParse(ends[ends.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out uint last)
            && first <= port && port <= last;
    }

    private static bool Covers(FirewallRuleFacts rule, string profile)
    {
        string name = profile == "StandardProfile" ? "Private" : profile.Replace("Profile", "");
        return rule.Profiles.Count == 0 || rule.Profiles.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
