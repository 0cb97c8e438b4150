namespace AzLegacyOs.Azure.Sizes;

/// <summary>Whether a size can run a guest, and why not.</summary>
/// <param name="Size">The size.</param>
/// <param name="Exclusion">Stable id in words of the first reason against it, and the reason; null when it fits.</param>
/// <param name="Warnings">What works but should be known.</param>
public sealed record VmSizeFit(VmSize Size, VmSizeExclusion? Exclusion, IReadOnlyList<string> Warnings)
{
    public bool Fits => Exclusion is null;

    /// <summary>Compares a size with what a guest needs. What Azure does not say about a size counts as against it only for the generation.</summary>
    public static VmSizeFit Judge(VmSize size, GuestNeeds needs)
    {
        var warnings = new List<string>();
        if (size.VirtualProcessors is { } processors && needs.MaxVirtualProcessors is { } limit && processors > limit)
            warnings.Add($"{size.Name} has {processors} virtual processors; the guest supports at most {limit}.");
        return new VmSizeFit(size, FirstExclusion(size, needs), warnings);
    }

    private static VmSizeExclusion? FirstExclusion(VmSize size, GuestNeeds needs)
    {
        bool isArm = !size.Architecture.Equals("x64", StringComparison.OrdinalIgnoreCase);
        bool hasScsi = size.DiskControllers.Count == 0 || size.DiskControllers.Contains("SCSI", StringComparer.OrdinalIgnoreCase);
        if (isArm) return new("SizeArchitectureMismatch", $"{size.Name} has {size.Architecture} processors, which cannot run this guest.");
        if (!size.Generations.Contains(needs.Generation))
            return new("SizeGenerationMismatch", $"{size.Name} does not run Generation {(int)needs.Generation + 1} machines, which this disk needs.");
        if (needs.NeedsScsi && !hasScsi) return new("SizeControllerMismatch", $"{size.Name} has an NVMe disk controller alone; a Generation 1 disk needs SCSI.");
        if (size.LocationRestriction is { } reason) return new("SizeNotAvailable", $"This subscription cannot use {size.Name} in the region ({reason}).");
        if (needs.Zone is { } zone && (size.RestrictedZones.Contains(zone) || !size.Zones.Contains(zone)))
            return new("SizeNotAvailable", $"{size.Name} is not offered to this subscription in zone {zone}.");
        if (needs.NeedsPremiumStorage && size.SupportsPremiumStorage == false) return new("SizeStorageMismatch", $"{size.Name} cannot use premium disks.");
        return null;
    }
}

/// <summary>A reason against a size.</summary>
/// <param name="ErrorId">Stable id in words.</param>
/// <param name="Reason">The reason, as a sentence.</param>
public sealed record VmSizeExclusion(string ErrorId, string Reason);
