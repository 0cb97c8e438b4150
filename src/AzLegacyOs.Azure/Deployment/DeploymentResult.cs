using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a deployment came to.</summary>
public sealed record DeploymentResult
{
    public required string Name { get; init; }

    /// <summary>Resource id of the VM.</summary>
    public required string VmId { get; init; }

    public required string DiskId { get; init; }

    public required string NicId { get; init; }

    /// <summary>Null where Azure has not said.</summary>
    public string? PrivateIpAddress { get; init; }

    /// <summary>Null unless a public address was asked for.</summary>
    public string? PublicIpAddress { get; init; }

    public required string Size { get; init; }

    public required string Location { get; init; }

    public required Assessment Assessment { get; init; }

    public required DeploymentPlan Plan { get; init; }

    /// <summary>Bytes of page data that were sent; 0 when the disk was there already.</summary>
    public required long UploadedBytes { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public IReadOnlyList<PlannedExtension> SkippedExtensions { get; init; } = [];

    /// <summary>What takes the place of extensions; empty where the guest has a VM agent that can run them.</summary>
    public IReadOnlyList<AgentReplacement> Replacements { get; init; } = [];

    /// <summary>What was left out of each volume; empty where everything was uploaded.</summary>
    public IReadOnlyList<SkippedSpace> SkippedSpace { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];
}
