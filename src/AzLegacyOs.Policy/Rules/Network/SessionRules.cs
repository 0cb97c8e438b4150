using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5020 to ALO5025: what becomes of a Remote Desktop session, and what the server and its clients agree on.</summary>
internal static class SessionRules
{
    private const uint PerDevice = 2;
    private const uint PerUser = 4;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5020", Severity.Information, RuleScope.Settings, "U1", KeepAlive) { Repairable = true },
        new("ALO5021", Severity.Information, RuleScope.Settings, "U1", Reconnect) { Repairable = true },
        new("ALO5022", Severity.Information, RuleScope.Nt6, "U1OLD", Negotiation) { Repairable = true },
        SettingRow.Of("ALO5023", Severity.Warning, RuleScope.Nt5, "U1", "TSEnabled", settings => settings.RemoteDesktop.Enabled, enabled => enabled == 0),
        new("ALO5024", Severity.Warning, RuleScope.Settings, "RDLIC", LicenceServer),
        new("ALO5025", Severity.Information, RuleScope.Nt5, "NLA TSGS", OldClientNeeded),
    ];

    /// <summary>Without a policy there is none of these values, which is fine; the listener has its own.</summary>
    private static IEnumerable<Sighting> KeepAlive(RuleContext context)
    {
        RemoteDesktopFacts desktop = context.Settings.RemoteDesktop;
        return Sighting.Merge(
            SettingRow.Judge(desktop.PolicyKeepAliveEnable, "KeepAliveEnable", value => value != 1)
                .Concat(SettingRow.Judge(desktop.PolicyKeepAliveInterval, "KeepAliveInterval", value => value != 1))
                .Concat(SettingRow.Judge(desktop.Listener?.KeepAliveTimeout, "KeepAliveTimeout", value => value != 1)));
    }

    private static IEnumerable<Sighting> Reconnect(RuleContext context)
    {
        RemoteDesktopFacts desktop = context.Settings.RemoteDesktop;
        return Sighting.Merge(
            SettingRow.Judge(desktop.PolicyDisableAutoReconnect, "fDisableAutoReconnect", value => value != 0)
                .Concat(SettingRow.Judge(desktop.Listener?.InheritReconnectSame, "fInheritReconnectSame", value => value != 1))
                .Concat(SettingRow.Judge(desktop.Listener?.ReconnectSame, "fReconnectSame", value => value != 0)));
    }

    /// <summary>Layer 2 (TLS alone) is the default of Windows 10, and a modern client takes it.</summary>
    private static IEnumerable<Sighting> Negotiation(RuleContext context)
    {
        RemoteDesktopListenerFacts? listener = context.Settings.RemoteDesktop.Listener;
        return Sighting.Merge(
            SettingRow.Judge(listener?.SecurityLayer, "SecurityLayer", value => value == 0)
                .Concat(SettingRow.Judge(listener?.AllowSecProtocolNegotiation, "fAllowSecProtocolNegotiation", value => value == 0)));
    }

    /// <summary>A session host refuses its users once its days of grace are over and no licence server answers; administrators still come in with /admin.</summary>
    private static IEnumerable<Sighting> LicenceServer(RuleContext context)
    {
        RemoteDesktopFacts desktop = context.Settings.RemoteDesktop;
        if (context.Guest!.Kind == InstallationKind.Client || !(IsHost(desktop.SessionHostRole) || desktop.ApplicationMode?.Is(1) == true))
            yield break;

        IEnumerable<string> servers = desktop.LicenseServers?.Value ?? [];
        string mode = desktop.LicensingMode is { IsRead: true } licensing
            ? licensing.Value switch { PerDevice => "PerDevice", PerUser => "PerUser", _ => FormattableString.Invariant($"{licensing.Value}") }
            : "-";
        string where = IsHost(desktop.SessionHostRole) ? desktop.SessionHostRole!.Where : desktop.ApplicationMode!.Where;
        yield return Sighting.At(where, "ALO5024.Seen", mode, servers.Any() ? string.Join(", ", servers) : "-");
    }

    private static bool IsHost(Observed<uint>? role) => role is { IsRead: true } && role.Value != 0;

    private static IEnumerable<Sighting> OldClientNeeded(RuleContext context) => [Sighting.At(context.Status!.Name, "ALO5025.Seen")];
}
