namespace AzLegacyOs.Policy.Rules.Platform;

/// <summary>ALO7131 and ALO7132: the kind of disk and its caching.</summary>
internal static class DiskChoiceRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7131", Severity.Warning, RuleScope.WithSubscription, "HD1", StandardHdd),
        new("ALO7132", Severity.Warning, RuleScope.WithSubscription, "RP1 A11", WriteCaching),
    ];

    private static IEnumerable<Sighting> StandardHdd(RuleContext context)
    {
        if (context.Platform.DiskSku.Equals("Standard_LRS", StringComparison.OrdinalIgnoreCase))
            yield return Sighting.At(context.Platform.DiskSku, "ALO7131.Seen");
    }

    private static IEnumerable<Sighting> WriteCaching(RuleContext context)
    {
        if (context.Platform.Caching.Equals("ReadWrite", StringComparison.OrdinalIgnoreCase))
            yield return Sighting.At(context.Platform.Caching, "ALO7132.Seen");
    }
}
