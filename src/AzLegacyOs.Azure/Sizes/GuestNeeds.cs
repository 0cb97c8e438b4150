using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Sizes;

/// <summary>What a guest demands of a VM size.</summary>
public sealed record GuestNeeds
{
    public required VmGeneration Generation { get; init; }

    /// <summary>The most virtual processors that the guest can use; null for no limit of interest.</summary>
    public int? MaxVirtualProcessors { get; init; }

    /// <summary>Whether the guest has no driver for anything but SCSI disks: every guest of Generation 1.</summary>
    public bool NeedsScsi => Generation == VmGeneration.V1;

    /// <summary>"1", "2" or "3"; null for no zone.</summary>
    public string? Zone { get; init; }

    public bool NeedsPremiumStorage { get; init; }

    /// <summary>Takes the needs from an assessment.</summary>
    public static GuestNeeds Of(Assessment assessment) => new()
    {
        Generation = assessment.Disk.Generation ?? VmGeneration.V1,
        MaxVirtualProcessors = assessment.Status?.MaxVirtualProcessors,
    };
}
