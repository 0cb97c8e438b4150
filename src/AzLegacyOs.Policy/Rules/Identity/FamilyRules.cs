using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Identity;

/// <summary>ALO3001 to ALO3008: is there a Windows, and which?</summary>
internal static class FamilyRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO3001", Severity.Warning, RuleScope.NoGuest, "A3", NoGuest),
        new("ALO3002", Severity.Blocker, RuleScope.AnyGuest, "A1", context => Family(context, GuestFamily.Linux)),
        new("ALO3003", Severity.Blocker, RuleScope.AnyGuest, "A1", context => Family(context, GuestFamily.Bsd)),
        new("ALO3004", Severity.Blocker, RuleScope.AnyGuest, "A3", context => Family(context, GuestFamily.Other)),
        new("ALO3005", Severity.Warning, RuleScope.Windows, "V1", UnknownRelease),
        new("ALO3006", Severity.Blocker, RuleScope.Windows, "SZ1", ForeignProcessor),
        new("ALO3007", Severity.Warning, RuleScope.Windows, "A1", UnknownArchitecture),
    ];

    private static IEnumerable<Sighting> NoGuest(RuleContext context)
    {
        string partitions = string.Join("; ", context.Disk.Partitions.Select(partition =>
            $"{partition.Number}: {partition.TypeName ?? partition.Type}{(partition.FileSystem == null ? "" : ", " + partition.FileSystem)}"));
        yield return partitions.Length > 0 ? Sighting.At(context.Facts.Path, "ALO3001.Seen", partitions)
            : context.Disk.FileSystem is { } fileSystem ? Sighting.At(context.Facts.Path, "ALO3001.SeenWholeDisk", fileSystem)
            : Sighting.At(context.Facts.Path, "ALO3001.SeenNothing");
    }

    private static IEnumerable<Sighting> Family(RuleContext context, GuestFamily family)
    {
        if (context.Guest!.Family == family)
            yield return Sighting.At(context.Facts.Path, "Seen.Signs", context.Guest.Signs.Count == 0 ? family.ToString() : string.Join(", ", context.Guest.Signs));
    }

    private static IEnumerable<Sighting> UnknownRelease(RuleContext context)
    {
        if (context.Guest!.Release == null)
            yield return Sighting.At(context.Guest.SystemRoot ?? context.Facts.Path, "ALO3005.Seen", context.Guest.ProductName ?? "?", context.Guest.Version ?? "?");
    }

    private static IEnumerable<Sighting> ForeignProcessor(RuleContext context)
    {
        if (context.Guest!.Architecture is MachineArchitecture.IA64 or MachineArchitecture.Arm64)
            yield return Sighting.At(context.Guest.ArchitectureEvidence ?? context.Facts.Path, "ALO3006.Seen", context.Guest.Architecture);
    }

    private static IEnumerable<Sighting> UnknownArchitecture(RuleContext context)
    {
        if (context.Guest!.Architecture == null)
            yield return Sighting.At(context.Guest.SystemRoot ?? context.Facts.Path, "ALO3007.Seen");
    }
}
