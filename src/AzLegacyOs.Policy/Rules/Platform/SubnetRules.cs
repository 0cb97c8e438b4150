using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Platform;

/// <summary>ALO7111 to ALO7116: the existing subnet that the VM is to join.</summary>
internal static class SubnetRules
{
    // Each belongs to one service of Azure, which brings its own machines.
    private static readonly string[] Reserved = ["GatewaySubnet", "AzureBastionSubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7111", Severity.Blocker, RuleScope.WithSubscription, "NW1", NotFound),
        new("ALO7112", Severity.Blocker, RuleScope.WithSubscription, "NW1", Elsewhere),
        new("ALO7113", Severity.Blocker, RuleScope.WithSubscription, "NW1", NoAddressLeft),
        new("ALO7114", Severity.Warning, RuleScope.WithSubscription, "OB1 OB2", NoWayOut),
        new("ALO7115", Severity.Warning, RuleScope.WithSubscription, "ACTV", RoutedElsewhere),
        new("ALO7116", Severity.Warning, RuleScope.WithSubscription, "NW1", NotForMachines),
    ];

    private static IEnumerable<Sighting> NotFound(RuleContext context)
    {
        if (context.Platform.Subnet is { IsMissing: true } subnet)
            yield return Sighting.At(subnet.Where, "ALO7111.Seen", subnet.Where).Refused();
    }

    private static IEnumerable<Sighting> Elsewhere(RuleContext context)
    {
        if (Known(context) is not { } subnet)
            yield break;
        if (subnet.Location is { } location && !location.Replace(" ", "").Equals(context.Platform.Location, StringComparison.OrdinalIgnoreCase))
            yield return Seen(context, "ALO7112.Seen", subnet.Name, location, context.Platform.Location).Refused();
        else if (!subnet.SubscriptionId.Equals(context.Platform.SubscriptionId, StringComparison.OrdinalIgnoreCase))
            yield return Seen(context, "ALO7112.SeenSubscription", subnet.Name, subnet.SubscriptionId, context.Platform.SubscriptionId).Refused();
    }

    private static IEnumerable<Sighting> NoAddressLeft(RuleContext context)
    {
        if (context.Platform.IsNewMachine && Known(context) is { FreeAddresses: <= 0 } subnet)
            yield return Seen(context, "ALO7113.Seen", subnet.Name).Refused();
    }

    private static IEnumerable<Sighting> NoWayOut(RuleContext context)
    {
        if (Known(context) is { DefaultOutboundAccess: false, HasNatGateway: false, WithPublicAddress: false, DefaultRoute: null } subnet)
            yield return Seen(context, "ALO7114.Seen", subnet.Name);
    }

    private static IEnumerable<Sighting> RoutedElsewhere(RuleContext context)
    {
        if (Known(context) is { DefaultRoute: { } hop } subnet && !hop.Equals("Internet", StringComparison.OrdinalIgnoreCase) && !(context.IsWindows && context.IsNt5))
            yield return Seen(context, "ALO7115.Seen", subnet.Name, hop);
    }

    private static IEnumerable<Sighting> NotForMachines(RuleContext context)
    {
        if (Known(context) is not { } subnet)
            yield break;
        if (Reserved.Contains(subnet.Name, StringComparer.OrdinalIgnoreCase))
            yield return Seen(context, "ALO7116.Seen", subnet.Name);
        else if (subnet.Delegations.Count > 0)
            yield return Seen(context, "ALO7116.SeenDelegated", subnet.Name, string.Join(", ", subnet.Delegations));
    }

    private static SubnetFacts? Known(RuleContext context) => context.Platform.Subnet is { IsRead: true } subnet ? subnet.Value : null;

    private static Sighting Seen(RuleContext context, string key, params object?[] arguments) => Sighting.At(context.Platform.Subnet!.Where, key, arguments);
}
