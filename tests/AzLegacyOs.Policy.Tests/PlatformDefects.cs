using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>What can stand in the way in a region, a subscription or a network.</summary>
internal static class PlatformDefects
{
    public static IEnumerable<Defect> All() =>
    [
        Size("ALO7001", "offered for Generation 2 alone", size => size with { Generations = [VmGeneration.V2] }),
        Size("ALO7002", "offered with Arm64", size => size with { Architecture = "Arm64", Generations = [VmGeneration.V2] }),
        Size("ALO7003", "offered with eight processors", size => size with { VirtualProcessors = 6 }, Severity.Warning, HealthyImage.Windows7X86),
        Size("ALO7006", "offered for Generation 1 alone", size => size with { Generations = [VmGeneration.V1] }, healthy: HealthyImage.Server2016Gpt),
        Size("ALO7007", "offered with NVMe alone", size => size with { DiskControllers = ["NVMe"] }),
        Refused("ALO7008", "not listed", place => place with { Size = Observed.Missing<VmSizeFacts>("westeurope") }),
        Size("ALO7009", "restricted", size => size with { LocationRestriction = "NotAvailableForSubscription" }),
        Refused("ALO7010", "zone restricted", place => place with { Zone = "3", Size = Observed.Read(HealthyPlatform.Size with { RestrictedZones = ["3"] }, "size") }),
        Refused("ALO7010", "zone not there", place => place with { Zone = "3", Size = Observed.Read(HealthyPlatform.Size with { Zones = ["1", "2"] }, "size") }),
        Refused("ALO7012", "no premium disks", place => place with { DiskSku = "Premium_LRS", Size = Observed.Read(HealthyPlatform.Size with { SupportsPremiumStorage = false }, "size") }),
        Size("ALO7013", "16 GiB for a 32-bit client", size => size with { MemoryGiB = 16 }, Severity.Warning, HealthyImage.Windows7X86),
        Refused("ALO7014", "five data disks", place => place with { DataDisks = 5 }),
        Refused("ALO7101", "no size at all", place => place with { SizesOffered = Observed.Read(0, "westeurope"), Size = Observed.Missing<VmSizeFacts>("westeurope") }),
        Refused("ALO7102", "not registered", place => Provider(place, "NotRegistered")),
        Of("ALO7102", "registering", place => Provider(place, "Registering"), Severity.Warning),
        Refused("ALO7103", "another region", place => place with { Providers = [Observed.Read(new ProviderFacts("Microsoft.Compute", "Registered", new Dictionary<string, IReadOnlyList<string>> { ["disks"] = ["eastus"] }), "p")] }),
        Refused("ALO7104", "cores of the region", place => Quota(place, new QuotaFacts("cores", 9, 10))),
        Refused("ALO7104", "cores of the family", place => Quota(place, new QuotaFacts("STANDARDBSV2FAMILY", 0, 0))),
        Refused("ALO7104", "number of machines", place => Quota(place, new QuotaFacts("virtualMachines", 25000, 25000))),
        Of("ALO7105", "quota not told", place => place with { Quotas = Observed.Unreadable<IReadOnlyList<QuotaFacts>>("usages", "AuthorizationFailed") }, Severity.Warning),
        Refused("ALO7111", "no such subnet", place => place with { Subnet = Observed.Missing<SubnetFacts>("subnet absent") }),
        Refused("ALO7112", "another region", place => Subnet(place, subnet => subnet with { Location = "North Europe" })),
        Refused("ALO7112", "another subscription", place => Subnet(place, subnet => subnet with { SubscriptionId = "00000000-0000-4000-8000-000000000002" })),
        Refused("ALO7113", "no address left", place => Subnet(place, subnet => subnet with { FreeAddresses = 0 })),
        Of("ALO7114", "private", place => Subnet(place, subnet => subnet with { DefaultOutboundAccess = false }), Severity.Warning),
        Of("ALO7115", "forced through a firewall", place => Subnet(place, subnet => subnet with { DefaultOutboundAccess = false, DefaultRoute = "VirtualAppliance" }), Severity.Warning, HealthyImage.Server2008R2),
        Of("ALO7116", "gateway subnet", place => Subnet(place, subnet => subnet with { Name = "GatewaySubnet" }), Severity.Warning),
        Of("ALO7116", "delegated", place => Subnet(place, subnet => subnet with { Delegations = ["Microsoft.Sql/managedInstances"] }), Severity.Warning),
        Of("ALO7117", "port 3389 for everybody", place => Inbound(place, new SecurityRuleFacts("open", 100, true, "Tcp", ["Internet"], ["3000-4000"])), Severity.Warning),
        Of("ALO7117", "everything for everybody", place => Inbound(place, new SecurityRuleFacts("open", 100, true, "*", ["0.0.0.0/0"], ["*"])), Severity.Warning),
        new("ALO7118", Severity.Information, "no KMS client", HealthyImage.Server2016Mbr, _ => HealthyImage.WindowsXPX86()) { Platform = place => place, OthersToo = true },
        Refused("ALO7121", "no right to remove", place => place with { NeededActions = ["Microsoft.Network/publicIPAddresses/delete"] }),
        Refused("ALO7121", "no right to tag", place => place with { NeededActions = ["Microsoft.Resources/tags/write"] }),
        Refused("ALO7122", "a policy", place => Objection(place, new Objection("RequestDisallowedByPolicy", "Resource 'x' was disallowed by policy."))),
        Of("ALO7123", "another objection", place => Objection(place, new Objection("InvalidTemplateDeployment", "Something else.")), Severity.Warning),
        Of("ALO7131", "Standard HDD", place => place with { DiskSku = "Standard_LRS" }, Severity.Warning),
        Of("ALO7132", "ReadWrite", place => place with { Caching = "ReadWrite" }, Severity.Warning),
        .. Enum.GetValues<ConflictKind>().Select(kind => Refused("ALO7141", $"{kind}", place => place with { Conflicts = [new NameConflict(kind, "Microsoft.Compute/disks", "x", "y")] })),
    ];

    /// <summary>Places that look odd and are fine.</summary>
    public static TheoryData<string> Fine => [.. FinePlaces.Keys];

    public static readonly IReadOnlyDictionary<string, Func<PlatformFacts, PlatformFacts>> FinePlaces = new Dictionary<string, Func<PlatformFacts, PlatformFacts>>
    {
        ["as it is"] = place => place,
        ["an older size that names no controller and no architecture"] = place => place with { Size = Observed.Read(HealthyPlatform.Size with { Generations = [VmGeneration.V1], DiskControllers = [] }, "size") },
        ["SCSI and NVMe"] = place => place with { Size = Observed.Read(HealthyPlatform.Size with { DiskControllers = ["NVMe", "SCSI"] }, "size") },
        ["restricted in a zone that is not wanted"] = place => place with { Zone = "1", Size = Observed.Read(HealthyPlatform.Size with { RestrictedZones = ["3"] }, "size") },
        ["quota used up, but the machine is there"] = place => Quota(place, new QuotaFacts("cores", 10, 10)) with { IsNewMachine = false },
        ["just enough quota"] = place => Quota(place, new QuotaFacts("cores", 8, 10)),
        ["private with a NAT gateway"] = place => Subnet(place, subnet => subnet with { DefaultOutboundAccess = false, HasNatGateway = true }),
        ["private with a public address"] = place => Subnet(place, subnet => subnet with { DefaultOutboundAccess = false, WithPublicAddress = true }),
        ["default route to the internet"] = place => Subnet(place, subnet => subnet with { DefaultRoute = "Internet" }),
        ["a denial before the opening"] = place => Inbound(place, new SecurityRuleFacts("shut", 90, false, "*", ["*"], ["*"]), new SecurityRuleFacts("open", 100, true, "Tcp", ["*"], ["3389"])),
        ["UDP for everybody"] = place => Inbound(place, new SecurityRuleFacts("open", 100, true, "Udp", ["*"], ["3389"])),
        ["may not ask for a validation"] = place => Objection(place, new Objection("AuthorizationFailed", "does not have authorization to perform action 'Microsoft.Resources/deployments/validate/action'")),
        ["no group yet, so no permissions"] = place => place with { Permissions = Observed.Missing<IReadOnlyList<RolePermissions>>("group") },
        ["a new network"] = place => place with { Subnet = null, InboundRules = null },
        ["an owner of everything"] = place => place with { Permissions = Observed.Read<IReadOnlyList<RolePermissions>>([new(["*"], [])], "p"), NeededActions = ["Microsoft.Anything/a/b/write"] },
    };

    private static Defect Of(string rule, string name, Func<PlatformFacts, PlatformFacts> change, Severity severity, Func<ImageFacts>? healthy = null) =>
        new(rule, severity, name, healthy ?? HealthyImage.Server2003R2X86, image => image) { Platform = change, RefusedByAzure = severity == Severity.Blocker };

    private static Defect Refused(string rule, string name, Func<PlatformFacts, PlatformFacts> change) => Of(rule, name, change, Severity.Blocker);

    private static Defect Size(string rule, string name, Func<VmSizeFacts, VmSizeFacts> change, Severity severity = Severity.Blocker, Func<ImageFacts>? healthy = null) =>
        Of(rule, name, place => place with { Size = Observed.Read(change(HealthyPlatform.Size), "size") }, severity, healthy);

    private static PlatformFacts Provider(PlatformFacts place, string state) =>
        place with { Providers = [Observed.Read(new ProviderFacts("Microsoft.Network", state, new Dictionary<string, IReadOnlyList<string>>()), "Microsoft.Network")] };

    private static PlatformFacts Quota(PlatformFacts place, QuotaFacts quota) => place with { Quotas = Observed.Read<IReadOnlyList<QuotaFacts>>([quota], "usages") };

    private static PlatformFacts Subnet(PlatformFacts place, Func<SubnetFacts, SubnetFacts> change) => place with { Subnet = Observed.Read(change(HealthyPlatform.Subnet), "subnet") };

    private static PlatformFacts Inbound(PlatformFacts place, params SecurityRuleFacts[] rules) => place with { InboundRules = Observed.Read<IReadOnlyList<SecurityRuleFacts>>(rules, "nsg") };

    private static PlatformFacts Objection(PlatformFacts place, Objection objection) => place with { Objections = Observed.Read<IReadOnlyList<Objection>>([objection], "validation") };
}
