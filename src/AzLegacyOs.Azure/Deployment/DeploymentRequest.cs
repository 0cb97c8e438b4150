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

    /// <summary>Addresses or prefixes that may reach Remote Desktop through a public address. Empty: no public address and no inbound rule.</summary>
    public IReadOnlyList<string> AllowRdpFrom { get; init; } = [];

    /// <summary>Names of VM extensions that are wanted.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Windows_Server or Windows_Client where the person states to hold such a licence; null otherwise.</summary>
    public string? LicenseType { get; init; }
}
