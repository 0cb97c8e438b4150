using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2021 to ALO2025: does the boot configuration lead to this Windows?</summary>
internal static class BootRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO2021", Severity.Blocker, RuleScope.Settings, "D9 U1", BootFilesMissing),
        new("ALO2022", Severity.Blocker, RuleScope.Settings, "U1 GS17 GS40", DefaultEntryMissing),
        new("ALO2023", Severity.Warning, RuleScope.Settings, "GS17 GS40", DefaultEntryUnreadable),
        new("ALO2024", Severity.Warning, RuleScope.Settings, "U1", Hibernated),
        new("ALO2025", Severity.Information, RuleScope.Windows, "D10", OtherInstallations),
    ];

    private static IEnumerable<Sighting> BootFilesMissing(RuleContext context)
    {
        IReadOnlyList<string> missing = [.. context.Settings.Boot.BootFiles.Where(file => !file.Value).Select(file => file.Key)];
        if (missing.Count > 0)
            yield return Sighting.At(BootPartitionName(context), "ALO2021.Seen", string.Join(", ", missing));
    }

    private static IEnumerable<Sighting> DefaultEntryMissing(RuleContext context)
    {
        // Without the file there is no entry either, and the missing file is the finding.
        Observed<string> entry = context.Settings.Boot.DefaultEntry;
        if (entry.IsMissing && !context.Settings.Boot.BootFiles.Any(file => !file.Value))
            yield return Sighting.At(entry.Where, "ALO2022.Seen");
    }

    private static IEnumerable<Sighting> DefaultEntryUnreadable(RuleContext context)
    {
        Observed<string> entry = context.Settings.Boot.DefaultEntry;
        if (entry.State == ObservationState.Unreadable)
            yield return new Sighting(entry.Reason ?? PolicyText.Rule("ALO2023.Seen"), entry.Where);
    }

    private static IEnumerable<Sighting> Hibernated(RuleContext context)
    {
        if (context.Settings.Boot.Hibernated.Is(true))
            yield return Sighting.At(context.Settings.Boot.Hibernated.Where, "ALO2024.Seen");
    }

    private static IEnumerable<Sighting> OtherInstallations(RuleContext context)
    {
        if (context.Guest!.OtherInstallations.Count > 0)
            yield return Sighting.At(context.Guest.SystemRoot ?? context.Facts.Path, "ALO2025.Seen", string.Join(", ", context.Guest.OtherInstallations));
    }

    private static string BootPartitionName(RuleContext context)
        => context.BootPartition is { } partition ? PolicyText.Rule("Where.Partition", partition.Number) : context.Facts.Path;
}
