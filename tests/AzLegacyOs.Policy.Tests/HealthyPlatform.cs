using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>A region and subscription that nothing stands against.</summary>
internal static class HealthyPlatform
{
    public const string Subscription = "00000000-0000-4000-8000-000000000001";

    public static VmSizeFacts Size => new()
    {
        Name = "Standard_B2ls_v2",
        Family = "standardBsv2Family",
        VirtualProcessors = 2,
        MemoryGiB = 4,
        Generations = [VmGeneration.V1, VmGeneration.V2],
        SupportsPremiumStorage = true,
        MaxDataDisks = 4,
        Zones = ["1", "2", "3"],
    };

    public static SubnetFacts Subnet => new() { Name = "legacy", SubscriptionId = Subscription, Location = "westeurope", FreeAddresses = 40, DefaultOutboundAccess = true };

    public static PlatformFacts Facts => new()
    {
        Location = "westeurope",
        SubscriptionId = Subscription,
        DiskSku = "StandardSSD_LRS",
        SizesOffered = Observed.Read(600, "westeurope"),
        Size = Observed.Read(Size, "Standard_B2ls_v2"),
        Quotas = Observed.Read<IReadOnlyList<QuotaFacts>>([new("cores", 4, 10), new("standardBsv2Family", 0, 10), new("virtualMachines", 2, 25000), new("other", 9, 9)], "usages of westeurope"),
        Providers =
        [
            Observed.Read(new ProviderFacts("Microsoft.Compute", "Registered", new Dictionary<string, IReadOnlyList<string>> { ["disks"] = ["westeurope"], ["virtualMachines"] = [] }), "Microsoft.Compute"),
            Observed.Read(new ProviderFacts("Microsoft.Network", "Registered", new Dictionary<string, IReadOnlyList<string>> { ["networkInterfaces"] = ["northeurope", "westeurope"] }), "Microsoft.Network"),
        ],
        Subnet = Observed.Read(Subnet, "subnet legacy"),
        InboundRules = Observed.Read<IReadOnlyList<SecurityRuleFacts>>([new("rdp", 300, true, "Tcp", ["203.0.113.7"], ["3389"]), new("web", 310, true, "*", ["*"], ["80", "443"])], "nsg"),
        Permissions = Observed.Read<IReadOnlyList<RolePermissions>>([new(["*/read"], []), new(["Microsoft.Compute/*/write", "Microsoft.Network/*"], ["Microsoft.Network/*/delete"])], "permissions"),
        NeededActions = ["Microsoft.Compute/disks/write", "Microsoft.Network/networkInterfaces/write", "Microsoft.Compute/disks/read"],
        Objections = Observed.Read<IReadOnlyList<Objection>>([], "validation"),
    };
}
