using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Rules.Size;

/// <summary>ALO7006 to ALO7014: what the region and the subscription say of the VM size.</summary>
internal static class VmSizeOfferRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7006", Severity.Blocker, RuleScope.WithSubscription, "SK1 SZ1", NoGeneration2),
        new("ALO7007", Severity.Blocker, RuleScope.WithSubscription, "SZ3 SK1", NvmeOnly),
        new("ALO7008", Severity.Blocker, RuleScope.WithSubscription, "SK1", NotListed),
        new("ALO7009", Severity.Blocker, RuleScope.WithSubscription, "SK1", Restricted),
        new("ALO7010", Severity.Blocker, RuleScope.WithSubscription, "SK1", NotInZone),
        new("ALO7012", Severity.Blocker, RuleScope.WithSubscription, "SK1", NoPremiumDisks),
        new("ALO7013", Severity.Warning, RuleScope.WithSubscription, "M1 A1", MoreMemoryThanUsable),
        new("ALO7014", Severity.Blocker, RuleScope.WithSubscription, "SK1", TooFewDataDisks),
    ];

    private static IEnumerable<Sighting> NoGeneration2(RuleContext context)
    {
        if (context.Offer is { } offer && context.Generation == VmGeneration.V2 && !offer.Generations.Contains(VmGeneration.V2))
            yield return Sighting.At(offer.Name, "ALO7006.Seen", offer.Name).Refused();
    }

    /// <summary>A size that boots Generation 2 alone has a finding of its own.</summary>
    private static IEnumerable<Sighting> NvmeOnly(RuleContext context)
    {
        if (context.Offer is { HasScsi: false } offer && context.Generation == VmGeneration.V1 && offer.Generations.Contains(VmGeneration.V1))
            yield return Sighting.At(offer.Name, "ALO7007.Seen", offer.Name, string.Join(", ", offer.DiskControllers)).Refused();
    }

    private static IEnumerable<Sighting> NotListed(RuleContext context)
    {
        if (context.Platform.Size.IsMissing && !context.Platform.SizesOffered.Is(0))
            yield return Sighting.At(context.Platform.Size.Where, "ALO7008.Seen", context.Request.VmSize, context.Platform.Location).Refused();
    }

    private static IEnumerable<Sighting> Restricted(RuleContext context)
    {
        if (context.Offer is { LocationRestriction: { } reason } offer)
            yield return Sighting.At(offer.Name, "ALO7009.Seen", offer.Name, context.Platform.Location, reason).Refused();
    }

    private static IEnumerable<Sighting> NotInZone(RuleContext context)
    {
        if (context.Offer is { LocationRestriction: null } offer && context.Platform.Zone is { } zone && (offer.RestrictedZones.Contains(zone) || !offer.Zones.Contains(zone)))
            yield return Sighting.At(offer.Name, "ALO7010.Seen", offer.Name, zone, string.Join(", ", offer.Zones.Except(offer.RestrictedZones).DefaultIfEmpty("-"))).Refused();
    }

    private static IEnumerable<Sighting> NoPremiumDisks(RuleContext context)
    {
        if (context.Offer is { SupportsPremiumStorage: false } offer && context.Platform.DiskSku.StartsWith("Premium", StringComparison.OrdinalIgnoreCase))
            yield return Sighting.At(offer.Name, "ALO7012.Seen", offer.Name, context.Platform.DiskSku).Refused();
    }

    private static IEnumerable<Sighting> MoreMemoryThanUsable(RuleContext context)
    {
        double? limit = SupportMatrix.Rows
            .FirstOrDefault(row => row.Release == context.Release && row.Architecture == context.Guest?.Architecture)?[SupportColumn.MaxMemory]
            .LimitFor(context.Guest?.Edition, null);
        if (context.Offer is { MemoryGiB: { } memory } offer && memory > limit)
            yield return Sighting.At(offer.Name, "ALO7013.Seen", offer.Name, memory, context.Status!.Name, limit);
    }

    private static IEnumerable<Sighting> TooFewDataDisks(RuleContext context)
    {
        if (context.Offer is { MaxDataDisks: { } most } offer && context.Platform.DataDisks > most)
            yield return Sighting.At(offer.Name, "ALO7014.Seen", offer.Name, most, context.Platform.DataDisks).Refused();
    }
}
