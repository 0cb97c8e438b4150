namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a person asked for: a VM from an image.</summary>
public sealed record DeploymentRequest : DiskRequest
{
    /// <summary>Name of the VM.</summary>
    public required string Name { get; init; }

    /// <summary>VM size; null to have one chosen that fits the guest.</summary>
    public string? Size { get; init; }

    /// <summary>Resource id of an existing subnet; null to create a private network.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Resource id of an existing network security group, used with the rules that it has; null to create one.</summary>
    public string? NetworkSecurityGroupId { get; init; }

    /// <summary>Resource id of an existing, free network interface; null to create one. No other part of a network is made or named then.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary>Resource id of an existing availability set; null for none.</summary>
    public string? AvailabilitySetId { get; init; }

    /// <summary>Resource id of an existing proximity placement group; null for none.</summary>
    public string? ProximityPlacementGroupId { get; init; }

    /// <summary>Addresses or prefixes that may reach Remote Desktop through a public address. Empty: no public address and no inbound rule.</summary>
    public IReadOnlyList<string> AllowRdpFrom { get; init; } = [];

    /// <summary>Whether <see cref="AllowRdpFrom"/> may name the whole internet. Only where a person says so in so many words.</summary>
    public bool ExposeRdpToInternet { get; init; }

    /// <summary>Names of VM extensions that are wanted.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Windows_Server or Windows_Client where the person states to hold such a licence; null otherwise.</summary>
    public string? LicenseType { get; init; }

    /// <summary>Host caching of the OS disk: None, ReadOnly or ReadWrite.</summary>
    public string Caching { get; init; } = "ReadOnly";

    /// <summary>Further images that become data disks, in the order of their logical unit numbers; secrets removed.</summary>
    public IReadOnlyList<string> DataDiskPaths { get; init; } = [];
}
