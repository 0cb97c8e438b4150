namespace AzLegacyOs.Policy.Facts;

/// <summary>A VM size as a region offers it to a subscription. Null means that Azure does not say.</summary>
/// <remarks>Resource SKUs API, https://learn.microsoft.com/rest/api/compute/resource-skus/list.</remarks>
public sealed record VmSizeFacts
{
    /// <summary>For example Standard_B2ls_v2.</summary>
    public required string Name { get; init; }

    /// <summary>The name that its core quota has, for example standardBsv2Family.</summary>
    public string? Family { get; init; }

    public int? VirtualProcessors { get; init; }

    public double? MemoryGiB { get; init; }

    public IReadOnlyList<VmGeneration> Generations { get; init; } = [];

    /// <summary>"SCSI", "NVMe". Empty: the size is older than the notion and has SCSI alone.</summary>
    public IReadOnlyList<string> DiskControllers { get; init; } = [];

    /// <summary>"x64" or "Arm64"; old entries do not say and are x64.</summary>
    public string Architecture { get; init; } = "x64";

    public bool? SupportsPremiumStorage { get; init; }

    /// <summary>Data disks that can be attached.</summary>
    public int? MaxDataDisks { get; init; }

    /// <summary>Size of the temporary disk in MiB; 0 for none.</summary>
    public long? TemporaryDiskMiB { get; init; }

    /// <summary>Why this subscription cannot use it in the region at all; null when it can.</summary>
    public string? LocationRestriction { get; init; }

    /// <summary>Zones of the region in which this subscription cannot use it.</summary>
    public IReadOnlyList<string> RestrictedZones { get; init; } = [];

    /// <summary>Zones of the region that offer it.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>Whether it has a SCSI disk controller.</summary>
    public bool HasScsi => DiskControllers.Count == 0 || DiskControllers.Contains("SCSI", StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether its processor is Arm64.</summary>
    public bool IsArm => Architecture.Equals("Arm64", StringComparison.OrdinalIgnoreCase);
}
