using AzLegacyOs.Azure.Preflight;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The size of a plan.</summary>
/// <param name="Name">The size as the region writes it, or as it was asked for.</param>
/// <param name="Reason">Why this one.</param>
/// <param name="Facts">What the region says of it.</param>
/// <param name="Better">The best that fits, where this one was asked for and may not; null without one.</param>
internal sealed record SizeDraft(string Name, string Reason, Observed<VmSizeFacts> Facts, string? Better)
{
    /// <summary>Takes the size that is wanted, or the best that fits the guest.</summary>
    /// <param name="place">The region.</param>
    /// <param name="image">The judged image.</param>
    /// <param name="wanted">The size that was asked for or is in use; null to have one chosen.</param>
    /// <param name="wasAsked">Whether a person asked for it.</param>
    public static SizeDraft Of(PlatformReading place, Assessment image, string? wanted, bool wasAsked)
    {
        string given = wasAsked ? AzureText.Of("Size.Asked") : AzureText.Of("Size.InUse");
        if (!place.Sizes.IsRead)
            return new SizeDraft(wanted ?? VmSizeRanking.FirstChoice, wanted is null ? AzureText.Of("Size.Usual") : given, place.Facts.Size, null);
        IReadOnlyList<RankedVmSize> ranked = VmSizeRanking.Rank(place.Sizes.Value!, image, place.Facts, DateTime.UtcNow.Date);
        RankedVmSize? best = ranked.FirstOrDefault(size => size.Fits);
        if (wanted is null && best is not null) return new SizeDraft(best.Size.Name, best.Reason, Observed.Read(best.Size, best.Size.Name), null);
        string name = wanted ?? VmSizeRanking.FirstChoice;
        RankedVmSize? found = ranked.FirstOrDefault(size => size.Size.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new SizeDraft(
            found?.Size.Name ?? name,
            wanted is null ? AzureText.Of("Size.NoneFits") : given,
            found is null ? place.Facts.Size : Observed.Read(found.Size, found.Size.Name),
            best?.Size.Name);
    }

    /// <summary>A refusal of the size, with one that would fit.</summary>
    public DeploymentRefusal Advise(DeploymentRefusal refusal) =>
        Better is not null && refusal.RuleId?.StartsWith("ALO70", StringComparison.Ordinal) == true
            ? refusal with { Remedy = AzureText.Of("Size.Better", Better, refusal.Remedy) }
            : refusal;
}
