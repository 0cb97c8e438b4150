using System.Globalization;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>How far a profile of the firewall lets a connection in.</summary>
internal enum FirewallEntry
{
    /// <summary>Not at all.</summary>
    Shut,

    /// <summary>From some addresses, or under some condition.</summary>
    Narrow,

    /// <summary>From everywhere.</summary>
    Open,
}

/// <summary>What the firewall does with Remote Desktop, profile by profile: the rules of the machine and those of policies together.</summary>
/// <remarks>A rule that blocks wins over one that allows. MS-GPFAS 2.2.2 (rules), 2.2.3 (profiles).</remarks>
internal sealed class FirewallReach(RuleContext context, FirewallFacts firewall)
{
    private const int Tcp = 6;
    private const uint AllowAction = 0;

    /// <summary>Parts of a rule that make it one for another program's traffic, and not a narrower one for Remote Desktop.</summary>
    private static readonly string[] ForSomethingElse = ["AppPkgId=", "LUAuth=", "PFN=", "Platform="];

    /// <summary>The port that Remote Desktop listens on.</summary>
    public uint Port { get; } = context.Settings.RemoteDesktop.Listener is { PortNumber: { IsRead: true } port } ? port.Value : ListenerRules.DefaultPort;

    /// <summary>The profile's switch; the policy wins where there is one.</summary>
    public Observed<uint> Switch(FirewallProfileFacts profile) => Effective(profile.PolicyEnableFirewall, profile.EnableFirewall);

    /// <summary>Vista and later.</summary>
    public FirewallEntry Of(FirewallProfileFacts profile)
    {
        if (!IsOn(profile, byDefault: true))
            return FirewallEntry.Open;
        if (LetsNothingIn(profile))
            return FirewallEntry.Shut;

        IReadOnlyList<FirewallRuleFacts> rules = [.. RulesOf(profile).Where(IsForRemoteDesktop)];
        if (rules.Any(rule => !rule.Allow && !IsNarrow(rule)))
            return FirewallEntry.Shut;
        if (Effective(profile.PolicyDefaultInboundAction, profile.DefaultInboundAction).Is(AllowAction))
            return FirewallEntry.Open;
        IReadOnlyList<FirewallRuleFacts> opening = [.. rules.Where(rule => rule.Allow && !IsForOneAddress(rule))];
        return opening.Any(rule => !IsNarrow(rule)) ? FirewallEntry.Open : opening.Count > 0 ? FirewallEntry.Narrow : FirewallEntry.Shut;
    }

    /// <summary>
    /// XP SP2 and Server 2003 SP1. Server 2003 ships with the firewall off and XP with it on; a missing switch is judged by that, and an older
    /// XP does not know it.
    /// </summary>
    public FirewallEntry OfNt5(FirewallProfileFacts profile)
    {
        if (!IsOn(profile, byDefault: context.Release == WindowsRelease.WindowsXP && !(context.Is32Bit && context.Guest!.ServicePack < 2)))
            return FirewallEntry.Open;
        if (LetsNothingIn(profile))
            return FirewallEntry.Shut;
        if (profile.PolicyRemoteDesktop.Is(1))
            return FirewallEntry.Open;

        IEnumerable<string> local = profile.PolicyAllowLocalPorts.Is(0) ? [] : profile.OpenPorts.Value ?? [];
        IReadOnlyList<string> scopes = [.. local.Concat(profile.PolicyOpenPorts.Value ?? []).Select(ScopeOfOpenPort).OfType<string>()];
        return scopes.Contains("*") ? FirewallEntry.Open : scopes.Count > 0 ? FirewallEntry.Narrow : FirewallEntry.Shut;
    }

    /// <summary>Whether the answer about a profile rests on something that could not be read.</summary>
    public bool IsDoubtful(FirewallProfileFacts profile)
        => new[]
        {
            Switch(profile).State, context.Reach.Weigh(profile.PolicyRemoteDesktop).State, profile.OpenPorts.State, profile.PolicyOpenPorts.State,
            Effective(profile.PolicyDefaultInboundAction, profile.DefaultInboundAction).State, profile.DoNotAllowExceptions.State, profile.PolicyDoNotAllowExceptions.State, firewall.PolicyRules.State,
        }.Contains(ObservationState.Unreadable);

    /// <summary>The rules in force in a profile, inbound and outbound.</summary>
    public IEnumerable<FirewallRuleFacts> RulesOf(FirewallProfileFacts profile)
    {
        IEnumerable<FirewallRuleFacts> local = profile.PolicyAllowLocalRules.Is(0) ? [] : firewall.Rules.Value ?? [];
        return local.Concat(firewall.PolicyRules.Value ?? []).Where(rule => rule.Active && Covers(rule, profile.Name));
    }

    /// <summary>A setting with the policy that wins over it.</summary>
    public Observed<uint> Effective(Observed<uint> policy, Observed<uint> setting)
    {
        Observed<uint> weighed = context.Reach.Weigh(policy);
        return weighed.IsMissing ? context.Reach.Weigh(setting) : weighed;
    }

    /// <summary>A switch that could not be read counts as on; what follows from it is uncertain.</summary>
    public bool IsOn(FirewallProfileFacts profile, bool byDefault)
    {
        Observed<uint> value = Switch(profile);
        return value.IsMissing ? byDefault : !value.Is(0);
    }

    private bool LetsNothingIn(FirewallProfileFacts profile) => Effective(profile.PolicyDoNotAllowExceptions, profile.DoNotAllowExceptions).Is(1);

    /// <summary>The scope of an entry "port:protocol:scope:Enabled:name" for this port; null for another port or one that is off.</summary>
    private string? ScopeOfOpenPort(string entry)
    {
        string[] parts = entry.Split(':');
        return parts.Length >= 4
            && parts[0] == Port.ToString(CultureInfo.InvariantCulture)
            && string.Equals(parts[1], "TCP", StringComparison.OrdinalIgnoreCase)
            && string.Equals(parts[3], "Enabled", StringComparison.OrdinalIgnoreCase)
            ? parts[2]
            : null;
    }

    private bool IsForRemoteDesktop(FirewallRuleFacts rule)
        => rule is { Inbound: true, Protocol: null or Tcp }
            && (rule.LocalPorts.Count == 0 || rule.LocalPorts.Any(Includes))
            && IsForProgram(rule.Program)
            && (rule.Service is null or "*" || string.Equals(rule.Service, "TermService", StringComparison.OrdinalIgnoreCase))
            && !rule.Conditions.Any(condition => ForSomethingElse.Any(part => condition.StartsWith(part, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A rule for everything from one place, the platform's address say, is no rule for Remote Desktop.</summary>
    private static bool IsForOneAddress(FirewallRuleFacts rule) => rule.LocalPorts.Count == 0 && rule.RemoteAddresses.Count > 0;

    private static bool IsForProgram(string? program)
        => program is null or "" || string.Equals(program, "System", StringComparison.OrdinalIgnoreCase) || program.EndsWith("svchost.exe", StringComparison.OrdinalIgnoreCase);

    private static bool IsNarrow(FirewallRuleFacts rule) => rule.RemoteAddresses.Count > 0 || rule.Conditions.Count > 0;

    private bool Includes(string text)
    {
        string[] ends = text.Split('-');
        return ends.Length <= 2
            && uint.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint first)
            && uint.TryParse(ends[ends.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out uint last)
            && first <= Port && Port <= last;
    }

    private static bool Covers(FirewallRuleFacts rule, string profile)
    {
        string name = profile == "StandardProfile" ? "Private" : profile.Replace("Profile", "");
        return rule.Profiles.Count == 0 || rule.Profiles.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
