using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What an upload came to.</summary>
public sealed record ImageUploadResult
{
    /// <summary>Resource id of the managed disk; null for an upload to an address.</summary>
    public string? DiskId { get; init; }

    /// <summary>Resource id of the disk, or the address without its key.</summary>
    public required string Target { get; init; }

    /// <summary>Bytes of page data that were sent; 0 when the disk was there already.</summary>
    public required long UploadedBytes { get; init; }

    /// <summary>Length of the fixed VHD, footer included.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Number of ranges that were sent.</summary>
    public required long Requests { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required Assessment Assessment { get; init; }

    public required ImageUploadPlan Plan { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}
