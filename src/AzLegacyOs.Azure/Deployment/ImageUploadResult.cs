using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks.FileSystems.Skipping;
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

    /// <summary>Bytes that the image calls data; zeros among them were not sent.</summary>
    public long DataBytes { get; init; }

    /// <summary>Bytes of page data that an interrupted run had sent.</summary>
    public long ResumedBytes { get; init; }

    /// <summary>The most requests that were under way at once.</summary>
    public int PeakConcurrency { get; init; }

    /// <summary>Times that the service asked to slow down (429, 503).</summary>
    public int Refusals { get; init; }

    /// <summary>Whether the target was read back and equals the image.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Digest of everything on the disk that is not zero, 32 hexadecimal digits; null where nothing was read, because the disk was there already.</summary>
    public string? ContentDigest { get; init; }

    /// <summary>The upload in one line, for a change ticket.</summary>
    public string Statement => UploadStatement.Of(this);

    public required Assessment Assessment { get; init; }

    public required ImageUploadPlan Plan { get; init; }

    /// <summary>What was left out of each volume; empty where everything was uploaded.</summary>
    public IReadOnlyList<SkippedSpace> SkippedSpace { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal static ImageUploadResult Of(ImageUploadPlan plan, Assessment assessment, UploadSummary? summary, TimeSpan elapsed) => new()
    {
        Target = plan.Target,
        UploadedBytes = summary?.BytesSent ?? 0,
        TotalBytes = plan.Upload.TotalBytes,
        Requests = summary?.Ranges ?? 0,
        DataBytes = summary?.BytesOfData ?? 0,
        ResumedBytes = summary?.BytesThere ?? 0,
        PeakConcurrency = summary?.PeakConcurrency ?? 0,
        Refusals = summary?.Refusals ?? 0,
        ContentDigest = summary?.ContentDigest,
        Elapsed = elapsed,
        Assessment = assessment,
        Plan = plan,
        Warnings = plan.Warnings,
    };
}
