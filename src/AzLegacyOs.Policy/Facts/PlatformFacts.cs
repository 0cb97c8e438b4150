namespace AzLegacyOs.Policy.Facts;

/// <summary>What is wanted of a region and a subscription, and what Azure says of them. Whether that is good is for the rules to say.</summary>
/// <remarks>Missing means: asked, and it is not there. Unreadable means: it could not be asked, which is said and never taken for fine.</remarks>
public sealed record PlatformFacts
{
    /// <summary>The region, for example westeurope.</summary>
    public required string Location { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>"1", "2" or "3"; null for no zone.</summary>
    public string? Zone { get; init; }

    /// <summary>SKU of the managed disks, for example StandardSSD_LRS.</summary>
    public required string DiskSku { get; init; }

    /// <summary>Host caching of the OS disk: None, ReadOnly or ReadWrite.</summary>
    public string Caching { get; init; } = "ReadOnly";

    /// <summary>Data disks that will be attached.</summary>
    public int DataDisks { get; init; }

    /// <summary>Whether the VM is still to be made, so that it counts against the quota.</summary>
    public bool IsNewMachine { get; init; } = true;

    /// <summary>VM sizes that the region lists for the subscription.</summary>
    public required Observed<int> SizesOffered { get; init; }

    /// <summary>The wanted size; missing where the region does not list it.</summary>
    public required Observed<VmSizeFacts> Size { get; init; }

    /// <summary>The usage and limits of Compute in the region.</summary>
    public required Observed<IReadOnlyList<QuotaFacts>> Quotas { get; init; }

    /// <summary>The resource providers of the journey, and the types of theirs that will be made.</summary>
    public required IReadOnlyList<Observed<ProviderFacts>> Providers { get; init; }

    /// <summary>The existing subnet to join; null for a new network.</summary>
    public Observed<SubnetFacts>? Subnet { get; init; }

    /// <summary>Inbound rules of the existing network security group that will be used; null for a new one.</summary>
    public Observed<IReadOnlyList<SecurityRuleFacts>>? InboundRules { get; init; }

    /// <summary>What the identity may do in the resource group; missing while there is no such group.</summary>
    public required Observed<IReadOnlyList<RolePermissions>> Permissions { get; init; }

    /// <summary>The actions that the deployment needs, for example Microsoft.Compute/disks/write.</summary>
    public IReadOnlyList<string> NeededActions { get; init; } = [];

    /// <summary>What Resource Manager objects to when it is asked to validate the deployment; missing where it could not be asked yet.</summary>
    public required Observed<IReadOnlyList<Objection>> Objections { get; init; }

    /// <summary>Names that are taken by something else.</summary>
    public IReadOnlyList<NameConflict> Conflicts { get; init; } = [];
}

/// <summary>One usage counter.</summary>
/// <param name="Name">"cores", "virtualMachines" or the family of a size.</param>
/// <param name="Used">What is in use.</param>
/// <param name="Limit">The most that may be.</param>
public sealed record QuotaFacts(string Name, long Used, long Limit);

/// <summary>A resource provider as a subscription sees it.</summary>
/// <param name="Namespace">For example Microsoft.Compute.</param>
/// <param name="RegistrationState">Registered, Registering, NotRegistered, Unregistering, Unregistered.</param>
/// <param name="Locations">The regions of each type that will be made, as names without spaces in lower case; no entry where it is not told.</param>
public sealed record ProviderFacts(string Namespace, string RegistrationState, IReadOnlyDictionary<string, IReadOnlyList<string>> Locations);

/// <summary>An existing subnet.</summary>
public sealed record SubnetFacts
{
    public required string Name { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>The region of its network; null where it is not told.</summary>
    public string? Location { get; init; }

    /// <summary>Addresses that can still be given; null where it is not told.</summary>
    public long? FreeAddresses { get; init; }

    /// <summary>Whether machines without another way out reach the internet; null where it is not told, as for a subnet that is older than the notion.</summary>
    public bool? DefaultOutboundAccess { get; init; }

    public bool HasNatGateway { get; init; }

    /// <summary>Where the route for 0.0.0.0/0 leads (VirtualAppliance, VirtualNetworkGateway, None, Internet); null without such a route.</summary>
    public string? DefaultRoute { get; init; }

    /// <summary>Services that it is handed over to.</summary>
    public IReadOnlyList<string> Delegations { get; init; } = [];

    /// <summary>Whether the new network interface gets a public address of its own.</summary>
    public bool WithPublicAddress { get; init; }
}

/// <summary>A rule of a network security group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">Lower ones go first.</param>
/// <param name="Allows">Allow, or else Deny.</param>
/// <param name="Protocol">Tcp, Udp, * or another.</param>
/// <param name="Sources">Prefixes, service tags or *.</param>
/// <param name="Ports">Destination ports: numbers, ranges or *.</param>
public sealed record SecurityRuleFacts(string Name, int Priority, bool Allows, string Protocol, IReadOnlyList<string> Sources, IReadOnlyList<string> Ports);

/// <summary>What one role allows.</summary>
/// <param name="Actions">Actions, with * for any text.</param>
/// <param name="NotActions">Those that are taken out of them.</param>
public sealed record RolePermissions(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions);

/// <summary>An objection of the validation.</summary>
/// <param name="Code">Azure's code, for example RequestDisallowedByPolicy.</param>
/// <param name="Message">What Azure said.</param>
public sealed record Objection(string Code, string Message);

/// <summary>Something else that has the name, or is in use by somebody else.</summary>
/// <param name="Kind">What stands in the way.</param>
/// <param name="Type">Resource Manager type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">What it belongs to; null where that does not matter.</param>
public sealed record NameConflict(ConflictKind Kind, string Type, string Name, string? Owner = null);

/// <summary>Why a name cannot be had.</summary>
public enum ConflictKind
{
    /// <summary>A disk of the name was not made from this image, or another VM uses it.</summary>
    ForeignDisk,

    /// <summary>A VM of the name runs from another disk.</summary>
    MachineOnOtherDisk,

    /// <summary>The resource belongs to another VM.</summary>
    InUse,

    /// <summary>An existing resource that was named does not exist or cannot be seen.</summary>
    NotFound,

    /// <summary>An existing resource that was named is in another region.</summary>
    OtherLocation,
}
