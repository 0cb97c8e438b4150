namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a person asked for: a VM from an image.</summary>
public sealed record DeploymentRequest
{
    /// <summary>The image as the person named it, secrets removed.</summary>
    public required string ImagePath { get; init; }

    /// <summary>Name of the VM.</summary>
    public required string Name { get; init; }

    public required string ResourceGroup { get; init; }

    /// <summary>Azure region, for example westeurope.</summary>
    public required string Location { get; init; }

    /// <summary>VM size; null to have one chosen that fits the guest.</summary>
    public string? Size { get; init; }

    /// <summary>Resource id of an existing subnet; null to create a private network.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Addresses or prefixes that may reach Remote Desktop through a public address. Empty: no public address and no inbound rule.</summary>
    public IReadOnlyList<string> AllowRdpFrom { get; init; } = [];

    /// <summary>Names of VM extensions that are wanted.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Availability zone: "1", "2" or "3"; null for none.</summary>
    public string? Zone { get; init; }

    /// <summary>Name of the managed disk; null for the VM's name and "-osdisk".</summary>
    public string? DiskName { get; init; }

    /// <summary>Managed disk SKU.</summary>
    public string DiskSku { get; init; } = "StandardSSD_LRS";

    /// <summary>Windows_Server or Windows_Client where the person states to hold such a licence; null otherwise.</summary>
    public string? LicenseType { get; init; }

    /// <summary>Tags for every resource that is created.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Go on past Blockers about the guest; never past what Azure itself refuses.</summary>
    public bool Force { get; init; }

    /// <summary>Remove on failure what this run created.</summary>
    public bool RemoveOnFailure { get; init; }

    /// <summary>How many ranges are sent at once, 1 to 64.</summary>
    public int MaxConcurrency { get; init; } = 8;
}
