using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4011 to ALO4019: integration services, HAL, and what other hypervisors left behind.</summary>
internal static class IntegrationRules
{
    private const uint SystemStart = 1;

    private static readonly string[] Nt5Components = ["vmbus", "netvsc"];

    private static readonly string[] AcpiHals = ["acpiapic_mp", "acpiapic_up", "acpipic_up", "acpiapic"];

    /// <summary>Of NT 5; the snapshot component is not there on XP.</summary>
    private static readonly string[] IntegrationServices = ["vmicheartbeat", "vmicshutdown", "vmickvpexchange", "vmictimesync"];

    /// <summary>What the integration services load with them, from XP on.</summary>
    private static readonly string[] IntegrationImports = ["winhv.sys", "Wdf01000.sys", "WdfLdr.sys"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4011", Severity.Blocker, RuleScope.Nt5, "A9 UP10 GS13", IntegrationServicesMissing),
        new("ALO4012", Severity.Warning, RuleScope.Windows8, "R6", NetworkDriverMissing),
        new("ALO4013", Severity.Blocker, RuleScope.Settings, "A9 R6", NetworkDriverDisabled) { Repairable = true },
        new("ALO4014", Severity.Warning, RuleScope.Nt5, "A9", HalWithoutAcpi),
        new("ALO4015", Severity.Information, RuleScope.Nt5, "A4", UniprocessorHal),
        new("ALO4016", Severity.Warning, RuleScope.Settings, "R6 GS4", OtherTools) { Repairable = true },
        new("ALO4017", Severity.Warning, RuleScope.Nt5, "A9 GS13", IntegrationIncomplete),
        new("ALO4018", Severity.Information, RuleScope.Settings, "U1 R6", OtherDrivers),
        new("ALO4019", Severity.Warning, RuleScope.Nt5, "P2VCPU", ProcessorDriver) { Repairable = true },
    ];

    private static IEnumerable<Sighting> IntegrationServicesMissing(RuleContext context)
    {
        IReadOnlyList<string> missing = [.. Nt5Components.Where(name => context.Service(name) == null)];
        if (missing.Count > 0)
        {
            string where = context.ServiceKey(missing[0]);
            yield return Sighting.At(where, "ALO4011.Seen", string.Join(", ", missing)).UncertainIf(context.Reach.MayBePartial(where));
        }
    }

    /// <summary>On Vista to 2008 R2 the key appears with the first start on Hyper-V, so that its absence is healthy there.</summary>
    private static IEnumerable<Sighting> NetworkDriverMissing(RuleContext context)
    {
        if (context.Service("netvsc") == null)
            yield return Sighting.At(context.ServiceKey("netvsc"), "Seen.NoService", "netvsc");
    }

    private static IEnumerable<Sighting> NetworkDriverDisabled(RuleContext context)
        => context.Start("netvsc").IsMissing ? [] : context.Start("netvsc", start => start == StartType.Disabled);

    private static IEnumerable<Sighting> HalWithoutAcpi(RuleContext context)
    {
        Observed<string> hal = context.Settings.Boot.Hal;
        if (hal.IsRead && !AcpiHals.Contains(hal.Value, StringComparer.OrdinalIgnoreCase))
            yield return Sighting.Of("HAL", hal);
    }

    private static IEnumerable<Sighting> UniprocessorHal(RuleContext context)
    {
        Observed<string> hal = context.Settings.Boot.Hal;
        if (hal.IsRead && hal.Value!.StartsWith("acpi", StringComparison.OrdinalIgnoreCase) && hal.Value.EndsWith("_up", StringComparison.OrdinalIgnoreCase))
            yield return Sighting.Of("HAL", hal);
    }

    private static IEnumerable<Sighting> OtherTools(RuleContext context)
        => HypervisorTools.Programs
            .Select(context.Service)
            .Where(service => service != null && !service.Start.Is(StartType.Disabled))
            .Select(service => Sighting.Of($"{service!.Name} Start", service.Start));

    /// <summary>Without its device such a driver does nothing; it is only in the way of support.</summary>
    private static IEnumerable<Sighting> OtherDrivers(RuleContext context)
        => Sighting.Merge(HypervisorTools.Drivers
            .Select(context.Service)
            .Where(service => service != null && !service.Start.Is(StartType.Disabled))
            .Select(service => Sighting.Of($"{service!.Name} Start", service.Start)));

    /// <summary>Only where the two that matter most are there; without them nothing is installed at all.</summary>
    private static IEnumerable<Sighting> IntegrationIncomplete(RuleContext context)
    {
        if (Nt5Components.Any(name => context.Service(name) == null))
            return [];
        return Sighting.Merge(
            IntegrationServices.Where(name => context.Service(name) == null)
                .Select(name => Sighting.At(context.ServiceKey(name), "Seen.NoService", name))
                .Concat((context.IsAtLeast(WindowsRelease.WindowsXP) ? IntegrationImports : [])
                    .Select(name => context.Settings.Files?.TryGetValue(name, out FileFacts? file) == true ? file : null)
                    .Where(file => file?.Exists.Is(false) == true)
                    .Select(file => Sighting.At(file!.Exists.Where, "Seen.FileMissing", file.Name))));
    }

    /// <summary>A driver that set-up installed for the processor of a physical machine; it can stop a machine with another one.</summary>
    private static IEnumerable<Sighting> ProcessorDriver(RuleContext context)
        => new[] { "intelppm", "processor", "amdk8", "amdk7", "p3", "p4" }
            .Select(context.Service)
            .Where(service => service != null && service.Start.Is(SystemStart))
            .Select(service => Sighting.Of($"{service!.Name} Start", service.Start));
}
