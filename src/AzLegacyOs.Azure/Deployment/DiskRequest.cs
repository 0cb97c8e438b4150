using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a person asked for: a managed disk from an image.</summary>
public record DiskRequest
{
    /// <summary>The image as the person named it, secrets removed.</summary>
    public required string ImagePath { get; init; }

    public required string ResourceGroup { get; init; }

    /// <summary>Azure region, for example westeurope.</summary>
    public required string Location { get; init; }

    /// <summary>Availability zone: "1", "2" or "3"; null for none.</summary>
    public string? Zone { get; init; }

    /// <summary>Name of the managed disk; null for the name of the VM that it is for and "-osdisk".</summary>
    public string? DiskName { get; init; }

    /// <summary>Managed disk SKU.</summary>
    public string DiskSku { get; init; } = "StandardSSD_LRS";

    /// <summary>Resource id of an existing disk encryption set; null for the platform's own keys.</summary>
    public string? DiskEncryptionSetId { get; init; }

    /// <summary>Tags for every resource that is created.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Go on past Blockers about the guest; never past what Azure itself refuses.</summary>
    public bool Force { get; init; }

    /// <summary>Remove on failure what this run created.</summary>
    public bool RemoveOnFailure { get; init; }

    /// <summary>How the image is sent.</summary>
    public UploadOptions Upload { get; init; } = new();
}
