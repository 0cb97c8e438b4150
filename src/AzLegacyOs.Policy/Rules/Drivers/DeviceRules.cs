using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4021 to ALO4024: filters of the devices that a VM needs, and how its devices find their drivers.</summary>
internal static class DeviceRules
{
    private const uint SystemStart = 1;
    private const string Piix4Ide = @"PCI\VEN_8086&DEV_7111";

    /// <summary>Healthy machines of 8.1 and 10 have no package listed for it: it proves nothing.</summary>
    private const string SyntheticNetwork = @"VMBUS\{f8615163-df3e-46c5-913f-f2d2f965ed0e}";

    private const string NewVmbusId = @"ACPI\MSFT1000";

    /// <summary>Without these classes Windows cannot read its own disk.</summary>
    private static readonly string[] BootClasses = ["DiskDrive", "Volume", "SCSIAdapter", "hdc"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4021", Severity.Blocker, RuleScope.Settings, "RSL156", DanglingFilter) { Repairable = true },
        new("ALO4022", Severity.Warning, RuleScope.Server2012, "PU2012 RSL156", NewVmbusIdUnknown) { Repairable = true },
        new("ALO4023", Severity.Warning, RuleScope.Windows8, "DDB", NoPackage),
        new("ALO4024", Severity.Information, RuleScope.Generalized, "U1", DvdOff) { Repairable = true },
    ];

    /// <summary>A class whose filter has no service loses all its devices. A service without ImagePath is not dangling: Windows then knows where to look.</summary>
    private static IEnumerable<Sighting> DanglingFilter(RuleContext context)
    {
        foreach (ClassFilterFacts filters in context.Settings.Drivers?.ClassFilters ?? [])
        {
            foreach (Sighting sighting in Dangling(context, filters.ClassName, filters.Upper).Concat(Dangling(context, filters.ClassName, filters.Lower)))
                yield return BootClasses.Contains(filters.ClassName, StringComparer.OrdinalIgnoreCase) ? sighting : sighting.As(Severity.Warning);
        }
    }

    private static IEnumerable<Sighting> Dangling(RuleContext context, string className, Observed<IReadOnlyList<string>> filters)
    {
        if (filters.State == ObservationState.Unreadable)
            yield return Sighting.Of(className, filters);
        foreach (string name in filters.Value ?? [])
        {
            if (context.Service(name) is not { } service)
                yield return Sighting.At(filters.Where, "ALO4021.Seen", className, name).UncertainIf(context.Reach.MayBePartial(context.ServiceKey(name)));
            else if (service.ImageExists.Is(false))
                yield return Sighting.At(filters.Where, "ALO4021.SeenFile", className, name);
        }
    }

    /// <summary>From Windows 8 on, a device finds its driver through the driver database, and not through the critical devices.</summary>
    private static IEnumerable<Sighting> NoPackage(RuleContext context)
    {
        IReadOnlyDictionary<string, Observed<IReadOnlyList<string>>> bound = context.Settings.Drivers?.BoundPackages ?? new Dictionary<string, Observed<IReadOnlyList<string>>>();
        return Sighting.Merge(bound
            .Where(pair => pair.Key != Piix4Ide || context.Disk.PartitionStyle == PartitionStyle.Mbr)
            .Where(pair => !string.Equals(pair.Key, SyntheticNetwork, StringComparison.OrdinalIgnoreCase))
            .Where(pair => pair.Value.Value is not { Count: > 0 })
            .Select(pair => pair.Value.State == ObservationState.Unreadable ? Sighting.Of(pair.Key, pair.Value) : Sighting.At(pair.Value.Where, "ALO4023.Seen", pair.Key)));
    }

    /// <summary>Azure hands a generalized image its answers on a DVD.</summary>
    private static IEnumerable<Sighting> DvdOff(RuleContext context) => context.Start("cdrom", start => start != SystemStart, mustExist: false);

    private static IEnumerable<Sighting> NewVmbusIdUnknown(RuleContext context)
    {
        if (context.Settings.Drivers?.KnownDevices.TryGetValue(NewVmbusId, out Observed<bool>? device) == true && !device.Is(true))
            yield return device.IsRead ? Sighting.At(device.Where, "ALO4022.Seen", NewVmbusId) : Sighting.Of(NewVmbusId, device);
    }
}
