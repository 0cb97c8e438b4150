using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4007: before Vista, a boot device also has to be in the critical device database, or Windows stops with 0x7B.</summary>
internal static class CriticalDeviceRules
{
    private const string Piix4Ide = "pci#ven_8086&dev_7111";

    /// <summary>The generic IDE controller, which any controller falls back to.</summary>
    private const string AnyIde = "pci#cc_0101";

    private static readonly string[] Channels = ["primary_ide_channel", "secondary_ide_channel"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4007", Severity.Blocker, RuleScope.Windows2000, "GS14 GS23", EntryMissing) { Repairable = true },
    ];

    private static IEnumerable<Sighting> EntryMissing(RuleContext context)
    {
        Observed<IReadOnlyDictionary<string, string>>? database = context.Settings.Storage?.CriticalDevices;
        if (database == null || context.Disk.PartitionStyle != PartitionStyle.Mbr)
            yield break;

        database = context.Reach.Weigh(database);
        if (!database.IsRead)
        {
            yield return Sighting.Of("CriticalDeviceDatabase", database);
            yield break;
        }

        List<string> missing = [.. Channels.Where(name => !Has(database.Value!, name))];
        if (!Has(database.Value!, Piix4Ide) && !Has(database.Value!, AnyIde))
            missing.Add(Piix4Ide);
        if (missing.Count > 0)
            yield return Sighting.At(database.Where, "ALO4007.Seen", string.Join(", ", missing)).UncertainIf(context.Reach.MayBePartial(database.Where));
    }

    private static bool Has(IReadOnlyDictionary<string, string> database, string name)
        => database.Any(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase) && entry.Value.Length > 0);
}
