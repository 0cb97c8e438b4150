namespace AzLegacyOs.Policy.Rules.Size;

/// <summary>ALO7011: what memory a 32-bit guest can use in Azure.</summary>
internal static class MemoryRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7011", Severity.Warning, RuleScope.X86, "A1", OneGigabyte),
    ];

    private static IEnumerable<Sighting> OneGigabyte(RuleContext context)
    {
        yield return Sighting.At(context.Status!.Name, "ALO7011.Seen", context.Status.FindStatement("MaxMemory")?.Explanation ?? "");
    }
}
