using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5001 to ALO5004: the VM gets its address from Azure by DHCP.</summary>
internal static class AddressRules
{
    private const uint Automatic = 2;
    private const uint Disabled = 4;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5001", Severity.Blocker, RuleScope.Settings, "U1 R6 GS10", DhcpClient) { Repairable = true },
        new("ALO5002", Severity.Warning, RuleScope.Settings, "GS4 GS9", StaticAddress) { Repairable = true },
        new("ALO5003", Severity.Warning, RuleScope.Settings, "GS4", StaticNameServers) { Repairable = true },
        new("ALO5004", Severity.Warning, RuleScope.Settings, "U1", PersistentRoutes) { Repairable = true },
    ];

    /// <summary>Disabled or gone, no address ever comes; on demand, nothing is known to ask for it.</summary>
    private static IEnumerable<Sighting> DhcpClient(RuleContext context)
    {
        Observed<uint> start = context.Start("Dhcp");
        return context.Start("Dhcp", value => value != Automatic)
            .Select(sighting => start.IsRead && !start.Is(Disabled) ? sighting.As(Severity.Warning) : sighting);
    }

    private static IEnumerable<Sighting> StaticAddress(RuleContext context)
        => context.Settings.NetworkInterfaces
            .Where(nic => nic.EnableDhcp.Is(0) && nic.Addresses.IsRead && nic.Addresses.Value!.Count > 0)
            .Select(nic => Sighting.At(nic.Addresses.Where, "ALO5002.Seen", string.Join(", ", nic.Addresses.Value!)));

    private static IEnumerable<Sighting> StaticNameServers(RuleContext context)
        => context.Settings.NetworkInterfaces
            .Where(nic => nic.NameServers.IsRead && !string.IsNullOrWhiteSpace(nic.NameServers.Value))
            .Select(nic => Sighting.Of("NameServer", nic.NameServers));

    private static IEnumerable<Sighting> PersistentRoutes(RuleContext context)
    {
        if (context.Settings.PersistentRoutes is { IsRead: true } routes && routes.Value!.Count > 0)
            yield return Sighting.At(routes.Where, "ALO5004.Seen", string.Join("; ", routes.Value!));
    }
}
