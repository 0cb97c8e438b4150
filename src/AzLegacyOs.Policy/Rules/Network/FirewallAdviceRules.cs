using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5035 to ALO5039: what else the firewall should do: policies, ping, Azure's own address, remote management; and who else filters.</summary>
internal static class FirewallAdviceRules
{
    private const int Icmp = 1;
    private const uint Block = 1;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5035", Severity.Information, RuleScope.Settings, "GS6", PolicyInForce),
        new("ALO5036", Severity.Warning, RuleScope.Nt6, "U1 IP168", PlatformShutOut) { Repairable = true },
        new("ALO5037", Severity.Information, RuleScope.Nt6, "U1", NoPing) { Repairable = true },
        new("ALO5038", Severity.Information, RuleScope.Windows7, "U1", NoRemoteManagement) { Repairable = true },
        new("ALO5039", Severity.Warning, RuleScope.Settings, "IPSEC HYDR", IpsecPolicy) { Repairable = true },
    ];

    /// <summary>A policy wins over what is set or repaired here, and a domain's policy comes back.</summary>
    private static IEnumerable<Sighting> PolicyInForce(RuleContext context)
        => Sighting.Merge((context.Settings.Firewall?.Profiles ?? [])
            .Where(profile => profile.PolicyEnableFirewall.IsRead)
            .Select(profile => Sighting.Of($"{profile.Name} EnableFirewall", profile.PolicyEnableFirewall)));

    /// <summary>Answers to what the guest itself asks come in without a rule, so that only a shut way out keeps it from the platform.</summary>
    private static IEnumerable<Sighting> PlatformShutOut(RuleContext context)
    {
        if (context.Settings.Firewall is not { } firewall)
            yield break;
        var reach = new FirewallReach(context, firewall);
        IReadOnlyList<FirewallProfileFacts> shut =
        [
            .. firewall.Profiles.Where(profile => reach.IsOn(profile, byDefault: true)
                && reach.Effective(profile.PolicyDefaultOutboundAction, profile.DefaultOutboundAction).Is(Block)
                && !reach.RulesOf(profile).Any(LetsOutToPlatform)),
        ];
        if (shut.Count > 0)
            yield return Sighting.At(shut[0].DefaultOutboundAction.Where, "ALO5036.Seen", ReachRules.PlatformAddress, string.Join(", ", shut.Select(profile => profile.Name)));
    }

    private static bool LetsOutToPlatform(FirewallRuleFacts rule)
        => rule is { Allow: true, Inbound: false, Program: null or "", Service: null or "*" }
            && (rule.RemoteAddresses.Count == 0 || rule.RemoteAddresses.Any(address => address.StartsWith(ReachRules.PlatformAddress, StringComparison.Ordinal)));

    private static IEnumerable<Sighting> NoPing(RuleContext context)
        => LacksRule(context, "ALO5037.Seen", rule => rule.Protocol == Icmp);

    /// <summary>A client starts the service on demand.</summary>
    private static IEnumerable<Sighting> NoRemoteManagement(RuleContext context)
        => Sighting.Merge(context.Start("WinRM", start => start != StartType.Automatic && !(start == StartType.OnDemand && context.Guest!.Kind == InstallationKind.Client), mustExist: false)
            .Concat(LacksRule(context, "ALO5038.Seen", rule => rule.LocalPorts.Contains("5985"))));

    /// <summary>It may shut everybody out who has no key or certificate. Without its service no policy is in force.</summary>
    private static IEnumerable<Sighting> IpsecPolicy(RuleContext context)
        => context.Start("PolicyAgent") is { IsMissing: true } or { Value: StartType.Disabled }
            ? []
            : SettingRow.Judge(context.Settings.IpsecPolicy, "IPsec", policy => policy.Trim().Length > 0);

    private static IEnumerable<Sighting> LacksRule(RuleContext context, string text, Func<FirewallRuleFacts, bool> isIt)
    {
        if (context.Settings.Firewall is not { Rules.IsRead: true } firewall || context.Start("MpsSvc") is { IsMissing: true } or { Value: 4 })
            yield break;
        var reach = new FirewallReach(context, firewall);
        if (firewall.Profiles.Any(profile => reach.IsOn(profile, byDefault: true) && !reach.RulesOf(profile).Any(rule => rule is { Allow: true, Inbound: true } && isIt(rule))))
            yield return Sighting.At(firewall.Rules.Where, text);
    }
}
