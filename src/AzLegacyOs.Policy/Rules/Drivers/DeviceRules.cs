using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4021 to ALO4022: filters of the devices that a VM needs, and devices that recent hosts call by another name.</summary>
internal static class DeviceRules
{
    private const string NewVmbusId = @"ACPI\MSFT1000";

    /// <summary>Without these classes Windows cannot read its own disk.</summary>
    private static readonly string[] BootClasses = ["DiskDrive", "Volume", "SCSIAdapter", "hdc"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4021", Severity.Blocker, RuleScope.Settings, "RSL156", DanglingFilter) { Repairable = true },
        new("ALO4022", Severity.Warning, RuleScope.Server2012, "PU2012 RSL156", NewVmbusIdUnknown) { Repairable = true },
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

    private static IEnumerable<Sighting> NewVmbusIdUnknown(RuleContext context)
    {
        if (context.Settings.Drivers?.KnownDevices.TryGetValue(NewVmbusId, out Observed<bool>? device) == true && !device.Is(true))
            yield return device.IsRead ? Sighting.At(device.Where, "ALO4022.Seen", NewVmbusId) : Sighting.Of(NewVmbusId, device);
    }
}
