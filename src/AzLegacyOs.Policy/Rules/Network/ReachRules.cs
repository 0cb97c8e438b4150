using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5051 to ALO5053: what a client needs to get in, and what keeps the guest from the platform.</summary>
internal static class ReachRules
{
    /// <summary>Serves DHCP, DNS and the VM agent of every VM.</summary>
    public const string PlatformAddress = "168.63.129.16";

    public static IReadOnlyList<Rule> All { get; } =
    [
        SettingRow.Of("ALO5051", Severity.Information, RuleScope.Nt6, "U1 A5", "UserAuthentication", EffectiveAuthentication, value => value == 1),
        new("ALO5052", Severity.Warning, RuleScope.Nt6, "D9 RDPTLS", TlsOff) { Repairable = true },
        new("ALO5053", Severity.Warning, RuleScope.Settings, "U1", ProxyWithoutBypass) { Repairable = true },
    ];

    /// <summary>The policy wins where there is one.</summary>
    private static Observed<uint>? EffectiveAuthentication(GuestSettings settings)
        => settings.RemoteDesktop.PolicyUserAuthentication is { IsMissing: false } policy ? policy : settings.RemoteDesktop.Listener?.UserAuthentication;

    /// <summary>One protocol turned off is good practice; with all of them off the listener has no TLS.</summary>
    private static IEnumerable<Sighting> TlsOff(RuleContext context)
        => context.Settings.RemoteDesktop.TlsServer is { Count: > 0 } protocols && protocols.All(protocol => IsOff(context, protocol.Key, protocol.Value))
            ? [Sighting.At(string.Join("; ", protocols.Values.Select(value => value.Where)), "ALO5052.Seen", string.Join(", ", protocols.Keys))]
            : [];

    /// <summary>Without a value the release's default holds: before Windows 8 that is TLS 1.0 alone.</summary>
    private static bool IsOff(RuleContext context, string protocol, Observed<uint> enabled)
        => enabled.Is(0) || (enabled.IsMissing && protocol != "TLS 1.0" && context.Release < WindowsRelease.Windows8);

    private static IEnumerable<Sighting> ProxyWithoutBypass(RuleContext context)
    {
        if (context.Settings.Proxy is { State: ObservationState.Unreadable } unread)
            yield return Sighting.Of("WinHttpSettings", unread);
        if (context.Settings.Proxy is { IsRead: true, Value: { } proxy } observed && proxy.Proxy.Length > 0 && !IsBypassed(proxy))
            yield return Sighting.At(observed.Where, "ALO5053.Seen", PlatformAddress);
    }

    /// <summary>Entries are separated by semicolons or blanks, and may have wildcards.</summary>
    private static bool IsBypassed(ProxyFacts proxy) => proxy.Bypass.Split(';', ' ').Any(entry => Wildcard.IsMatch(entry, PlatformAddress));
}
