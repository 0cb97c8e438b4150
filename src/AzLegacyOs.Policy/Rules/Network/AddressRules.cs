using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5001 to ALO5005: the VM gets its address from Azure by DHCP.</summary>
internal static class AddressRules
{
    private const uint OwnProcess = 0x10;
    private const uint SharedProcess = 0x20;
    private const string LocalSystem = "LocalSystem";

    /// <summary>Of Vista and later.</summary>
    private static readonly string[] Accounts = [@"NT Authority\LocalService"];

    /// <summary>Of 2000 and XP, and of Server 2003.</summary>
    private static readonly string[] Nt5Accounts = [LocalSystem, @"NT Authority\NetworkService"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5001", Severity.Blocker, RuleScope.Settings, "U1 R6 GS10", DhcpClient) { Repairable = true },
        new("ALO5002", Severity.Warning, RuleScope.Settings, "GS4 GS9", StaticAddress) { Repairable = true },
        new("ALO5003", Severity.Warning, RuleScope.Settings, "GS4", StaticNameServers) { Repairable = true },
        new("ALO5004", Severity.Warning, RuleScope.Settings, "U1", PersistentRoutes) { Repairable = true },
        new("ALO5005", Severity.Warning, RuleScope.Settings, "GS10 U1 DHCPNS", DhcpAccount) { Repairable = true },
    ];

    /// <summary>Disabled or gone, no address ever comes; on demand, nothing is known to ask for it.</summary>
    private static IEnumerable<Sighting> DhcpClient(RuleContext context)
    {
        Observed<uint> start = context.Start("Dhcp");
        return context.Start("Dhcp", value => value != StartType.Automatic)
            .Select(sighting => start.IsRead && !start.Is(StartType.Disabled) ? sighting.As(Severity.Warning) : sighting);
    }

    private static IEnumerable<Sighting> StaticAddress(RuleContext context)
        => context.Settings.NetworkInterfaces
            .Where(nic => nic.EnableDhcp.Is(0) && nic.Addresses.IsRead && nic.Addresses.Value!.Count > 0)
            .Select(nic => Sighting.At(nic.Addresses.Where, "ALO5002.Seen", string.Join(", ", nic.Addresses.Value!)));

    /// <summary>Those of one interface go with its adapter; those for all interfaces stay in force on the new one.</summary>
    private static IEnumerable<Sighting> StaticNameServers(RuleContext context)
        => context.Settings.NetworkInterfaces
            .Select(nic => nic.NameServers)
            .Concat(context.Settings.NameServers is { } all ? [all] : [])
            .Where(servers => servers.State == ObservationState.Unreadable || (servers.IsRead && !string.IsNullOrWhiteSpace(servers.Value)))
            .Select(servers => Sighting.Of("NameServer", servers));

    private static IEnumerable<Sighting> PersistentRoutes(RuleContext context)
    {
        if (context.Settings.PersistentRoutes is { State: ObservationState.Unreadable } unread)
            yield return Sighting.Of("PersistentRoutes", unread);
        if (context.Settings.PersistentRoutes is { IsRead: true } routes && routes.Value!.Count > 0)
            yield return Sighting.At(routes.Where, "ALO5004.Seen", string.Join("; ", routes.Value!));
    }

    /// <summary>Healthy machines of every release have type 0x20; Microsoft's repair script writes 0x10. No account means the local system.</summary>
    private static IEnumerable<Sighting> DhcpAccount(RuleContext context)
    {
        if (context.Service("Dhcp") is not { } service)
            yield break;
        string[] usual = context.IsNt5 ? Nt5Accounts : Accounts;
        string account = service.ObjectName ?? LocalSystem;
        if (!usual.Contains(account, StringComparer.OrdinalIgnoreCase))
            yield return Sighting.At($"{context.ServiceKey("Dhcp")}, ObjectName", "ALO5005.Seen", account, string.Join(", ", usual));
        else if (service.Type is { IsRead: true, Value: not (OwnProcess or SharedProcess) })
            yield return Sighting.Of("Dhcp Type", service.Type);
    }
}
