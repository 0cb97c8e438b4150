using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

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
        double? limit = SupportMatrix.Rows
            .FirstOrDefault(row => row.Release == context.Release && row.Architecture == MachineArchitecture.X86)?[SupportColumn.MaxMemory]
            .LimitFor(context.Guest!.Edition, null);
        yield return limit == null
            ? Sighting.At(context.Status!.Name, "ALO7011.Seen")
            : Sighting.At(context.Status!.Name, "ALO7011.SeenWithLimit", limit);
    }
}
