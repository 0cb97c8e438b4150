using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Rules.Size;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Platform;

/// <summary>A VM size held against a guest.</summary>
/// <param name="Size">The size.</param>
/// <param name="Position">1 for the best; null for one that does not fit.</param>
/// <param name="Reason">Why it fits, or the first reason why it does not.</param>
/// <param name="Findings">What is against it, or should be known; worst first.</param>
public sealed record RankedVmSize(VmSizeFacts Size, int? Position, string Reason, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether nothing stands against it.</summary>
    public bool Fits => Position != null;
}

/// <summary>Ranks the sizes of a region for a guest.</summary>
public static class VmSizeRanking
{
    // Two processors and 4 GiB fit the 1 GB note of 32-bit guests and the two-processor limit of Server 2003; the series runs Generation 1,
    // is not on the retirement list, and leaves accelerated networking optional. Those after it are fallbacks, dearer first to last.
    private static readonly string[] Preferred =
        ["Standard_B2ls_v2", "Standard_B2als_v2", "Standard_B2s_v2", "Standard_B2as_v2", "Standard_D2s_v5", "Standard_D2as_v5", "Standard_D2s_v3", "Standard_D2_v3"];

    private static readonly IReadOnlyList<Rule> SizeRules =
        [.. VmSizeRules.All, .. VmSizeOfferRules.All, .. Rules.Platform.RegionRules.All.Where(rule => rule.Id == "ALO7104")];

    /// <summary>The size to take where nobody could be asked.</summary>
    public static string FirstChoice => Preferred[0];

    /// <inheritdoc cref="Rank(IReadOnlyList{VmSizeFacts}, ImageFacts, PlatformFacts, DateTime)"/>
    public static IReadOnlyList<RankedVmSize> Rank(IReadOnlyList<VmSizeFacts> sizes, Assessment image, PlatformFacts place, DateTime asOf) =>
        Rank(sizes, image.ToFacts(), place, asOf);

    /// <summary>Judges every size and puts those that fit first, best first; the others follow by name.</summary>
    /// <param name="sizes">The sizes of the region.</param>
    /// <param name="image">The disk and the guest on it.</param>
    /// <param name="place">What is wanted besides; its own size does not count.</param>
    /// <param name="asOf">The day that is judged for.</param>
    public static IReadOnlyList<RankedVmSize> Rank(IReadOnlyList<VmSizeFacts> sizes, ImageFacts image, PlatformFacts place, DateTime asOf)
    {
        var context = new RuleContext(image, new AssessmentRequest { AsOf = asOf });
        (VmSizeFacts Size, IReadOnlyList<Finding> Findings)[] judged = [.. sizes.Select(size => (size, Judge(size, context, place)))];
        IEnumerable<(VmSizeFacts Size, IReadOnlyList<Finding> Findings)> fitting = judged.Where(one => !IsExcluded(one.Findings))
            .OrderBy(one => Preference(one.Size, one.Findings))
            .ThenBy(one => one.Findings.Count)
            .ThenBy(one => one.Size.VirtualProcessors ?? int.MaxValue)
            .ThenBy(one => one.Size.MemoryGiB ?? double.MaxValue)
            .ThenBy(one => one.Size.Name, StringComparer.Ordinal);
        return
        [
            .. fitting.Select((one, index) => new RankedVmSize(one.Size, index + 1, Explain(one.Size, context), one.Findings)),
            .. judged.Where(one => IsExcluded(one.Findings)).OrderBy(one => one.Size.Name, StringComparer.Ordinal)
                .Select(one => new RankedVmSize(one.Size, null, one.Findings[0].Seen, one.Findings)),
        ];
    }

    /// <summary>What stands against one size, or should be known of it; worst first.</summary>
    private static IReadOnlyList<Finding> Judge(VmSizeFacts size, RuleContext image, PlatformFacts place)
    {
        RuleContext context = image.With(new AssessmentRequest
        {
            AsOf = image.Request.AsOf,
            VmSize = size.Name,
            Location = place.Location,
            Platform = place with { Size = Observed.Read(size, size.Name) },
        });
        return [.. FindingOrder.Sort(SizeRules.SelectMany(rule => rule.Judge(context)))];
    }

    private static bool IsExcluded(IReadOnlyList<Finding> findings) => findings.Any(finding => finding.Severity == Severity.Blocker);

    private static int Preference(VmSizeFacts size, IReadOnlyList<Finding> findings)
    {
        int index = findings.Count == 0 ? Array.FindIndex(Preferred, name => name.Equals(size.Name, StringComparison.OrdinalIgnoreCase)) : -1;
        return index < 0 ? Preferred.Length : index;
    }

    private static string Explain(VmSizeFacts size, RuleContext context) => PolicyText.Rule(
        "Size.Reason",
        size.VirtualProcessors,
        context.Status?.MaxVirtualProcessors is { } limit ? PolicyText.Rule("Size.GuestLimit", limit) : "",
        size.MemoryGiB,
        (int)context.Generation + 1,
        context.Generation == VmGeneration.V1 ? PolicyText.Rule("Size.FromScsi") : "");
}
