using AzLegacyOs.Azure.Deployment;

namespace AzLegacyOs.Azure.Sizes;

/// <summary>The size of a plan.</summary>
/// <param name="Name">The size.</param>
/// <param name="Reason">Why this one.</param>
/// <param name="Refusal">What stands against it; null when nothing does.</param>
/// <param name="Warnings">What should be known about it.</param>
internal sealed record VmSizeChoice(string Name, string Reason, DeploymentRefusal? Refusal, IReadOnlyList<string> Warnings)
{
    // Two processors and 4 GiB fit the 1 GB note of 32-bit guests and the two-processor limit of Server 2003; the series runs Generation 1,
    // is not on the retirement list, and leaves accelerated networking optional. Those after it are fallbacks, dearer first to last.
    private static readonly string[] Preferred =
        ["Standard_B2ls_v2", "Standard_B2als_v2", "Standard_B2s_v2", "Standard_B2as_v2", "Standard_D2s_v5", "Standard_D2as_v5", "Standard_D2s_v3", "Standard_D2_v3"];

    /// <summary>Takes the size that is wanted, or chooses one.</summary>
    /// <param name="offered">The sizes of the region; null where they could not be asked for.</param>
    /// <param name="needs">What the guest demands.</param>
    /// <param name="wanted">The size that was asked for; null to have one chosen.</param>
    /// <param name="location">The region.</param>
    public static VmSizeChoice Make(IReadOnlyList<VmSize>? offered, GuestNeeds needs, string? wanted, string location)
    {
        if (offered is null)
        {
            string name = wanted ?? Preferred[0];
            return new(name, wanted is null ? "Fits most legacy guests." : "Asked for.", null, [$"The identity may not list VM sizes, so nothing says that {name} is offered in {location} and fits the disk."]);
        }

        if (offered.Count == 0)
        {
            return new(wanted ?? Preferred[0], "No size could be compared.", new DeploymentRefusal
            {
                ErrorId = "LocationNotAvailable",
                Reason = $"{location} offers no VM size to this subscription.",
                Remedy = "Check the name of the region: az account list-locations -o table.",
            }, []);
        }

        return wanted is null ? Choose(offered, needs, location) : Check(offered, needs, wanted, location);
    }

    private static VmSizeChoice Check(IReadOnlyList<VmSize> offered, GuestNeeds needs, string wanted, string location)
    {
        VmSize? size = offered.FirstOrDefault(s => s.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        VmSizeChoice instead = Choose(offered, needs, location);
        string remedy = instead.Refusal is null ? $"{instead.Name} would fit." : "Choose another region.";
        if (size is null)
            return new(wanted, "Asked for.", new DeploymentRefusal { ErrorId = "SizeNotFound", Reason = $"There is no VM size {wanted} in {location}.", Remedy = remedy }, []);
        VmSizeFit fit = VmSizeFit.Judge(size, needs);
        DeploymentRefusal? refusal = fit.Exclusion is null ? null : new DeploymentRefusal { ErrorId = fit.Exclusion.ErrorId, Reason = fit.Exclusion.Reason, Remedy = remedy };
        return new(size.Name, "Asked for.", refusal, fit.Warnings);
    }

    private static VmSizeChoice Choose(IReadOnlyList<VmSize> offered, GuestNeeds needs, string location)
    {
        VmSizeFit[] fitting = [.. offered.Select(s => VmSizeFit.Judge(s, needs)).Where(f => f.Fits)];
        VmSizeFit? best = Preferred.Select(name => fitting.FirstOrDefault(f => f.Warnings.Count == 0 && f.Size.Name.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(f => f is not null)
            ?? fitting.OrderBy(f => f.Warnings.Count).ThenBy(f => f.Size.VirtualProcessors ?? int.MaxValue).ThenBy(f => f.Size.MemoryGiB ?? double.MaxValue)
                .ThenBy(f => f.Size.Name, StringComparer.Ordinal).FirstOrDefault();
        if (best is not null) return new(best.Size.Name, Explain(best.Size, needs), null, best.Warnings);
        return new(Preferred[0], "No size fits.", new DeploymentRefusal
        {
            ErrorId = "NoSizeFits",
            Reason = $"None of the {offered.Count} sizes that {location} lists can run a Generation {(int)needs.Generation + 1} disk{(needs.Zone is null ? "" : $" in zone {needs.Zone}")} for this subscription.",
            Remedy = "Choose another region or zone, or ask for access to the Bsv2 family.",
        }, []);
    }

    private static string Explain(VmSize size, GuestNeeds needs) =>
        $"{size.VirtualProcessors} virtual processors{(needs.MaxVirtualProcessors is { } limit ? $" (the guest supports {limit})" : "")}, "
        + $"{(size.MemoryGiB ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)} GiB, runs Generation {(int)needs.Generation + 1}"
        + (needs.NeedsScsi ? " from a SCSI disk." : ".");
}
