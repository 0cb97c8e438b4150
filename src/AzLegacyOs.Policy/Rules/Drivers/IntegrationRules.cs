using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4011 to ALO4019: integration services, HAL, and what other hypervisors left behind.</summary>
internal static class IntegrationRules
{
    private const uint SystemStart = 1;

    private const string Nt5NetworkFile = "netvsc50.sys";

    private static readonly string[] Nt5Components = ["vmbus", "netvsc"];

    /// <summary>Of NT 5; Server 2003 has the one for snapshots besides.</summary>
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
        IReadOnlyList<string> missing = [.. MissingComponents(context)];
        if (missing.Count > 0)
        {
            string where = context.ServiceKey(missing[0]);
            yield return Sighting.At(where, "ALO4011.Seen", string.Join(", ", missing)).UncertainIf(context.Reach.MayBePartial(where));
        }
    }

    /// <summary>What the network driver's service is called before Vista, no opened source says; its file is known.</summary>
    private static IEnumerable<string> MissingComponents(RuleContext context)
        => Nt5Components.Where(name => context.Service(name) == null
            && !(name == "netvsc" && context.Settings.Services.Values.Any(service => service.ImagePath.Value?.EndsWith(Nt5NetworkFile, StringComparison.OrdinalIgnoreCase) == true)));

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
        if (hal.IsRead && !IsAcpi(hal.Value!))
            yield return Sighting.Of("HAL", hal);
    }

    private static IEnumerable<Sighting> UniprocessorHal(RuleContext context)
    {
        Observed<string> hal = context.Settings.Boot.Hal;
        if (hal.IsRead && IsAcpi(hal.Value!) && hal.Value!.EndsWith("_up", StringComparison.OrdinalIgnoreCase))
            yield return Sighting.Of("HAL", hal);
    }

    /// <summary>acpiapic_mp, acpiapic_up and acpipic_up on x86, acpiapic on x64; the others are mps_up, e_isa_up and the like.</summary>
    private static bool IsAcpi(string hal) => hal.StartsWith("acpi", StringComparison.OrdinalIgnoreCase);

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
        if (MissingComponents(context).Any())
            return [];
        return Sighting.Merge(
            IntegrationServices.Concat(context.Release is WindowsRelease.WindowsServer2003 or WindowsRelease.WindowsServer2003R2 ? ["vmicvss"] : [])
                .Where(name => context.Service(name) == null)
                .Select(name => Sighting.At(context.ServiceKey(name), "Seen.NoService", name))
                .Concat((context.IsAtLeast(WindowsRelease.WindowsXP) ? IntegrationImports : [])
                    .Select(context.File)
                    .OfType<FileFacts>()
                    .SelectMany(file => Sighting.FileMissing(file.Name, file.Exists))));
    }

    /// <summary>A driver that set-up installed for the processor of a physical machine; it can stop a machine with another one.</summary>
    private static IEnumerable<Sighting> ProcessorDriver(RuleContext context)
        => new[] { "intelppm", "processor", "amdk8", "amdk7", "p3", "p4" }
            .Select(context.Service)
            .Where(service => service != null && service.Start.Is(SystemStart))
            .Select(service => Sighting.Of($"{service!.Name} Start", service.Start));
}
