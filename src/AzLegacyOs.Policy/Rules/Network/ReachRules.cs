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
        new("ALO5052", Severity.Warning, RuleScope.Nt6, "D9", TlsOff) { Repairable = true },
        new("ALO5053", Severity.Warning, RuleScope.Settings, "U1", ProxyWithoutBypass) { Repairable = true },
    ];

    /// <summary>The policy wins where there is one.</summary>
    private static Observed<uint>? EffectiveAuthentication(GuestSettings settings)
        => settings.RemoteDesktop.PolicyUserAuthentication is { IsMissing: false } policy ? policy : settings.RemoteDesktop.Listener?.UserAuthentication;

    /// <summary>One protocol turned off is good practice; with all of them off the listener has no TLS.</summary>
    private static IEnumerable<Sighting> TlsOff(RuleContext context)
        => context.Settings.RemoteDesktop.TlsServer is { Count: > 0 } protocols && protocols.Values.All(value => value.Is(0))
            ? [Sighting.At(string.Join("; ", protocols.Values.Select(value => value.Where)), "ALO5052.Seen", string.Join(", ", protocols.Keys))]
            : [];

    private static IEnumerable<Sighting> ProxyWithoutBypass(RuleContext context)
        => context.Settings.Proxy is { IsRead: true, Value: { } proxy } observed
            && proxy.Proxy.Length > 0 && !proxy.Bypass.Split(';').Any(entry => entry.Trim() == PlatformAddress)
            ? [Sighting.At(observed.Where, "ALO5053.Seen", PlatformAddress)]
            : [];
}
