using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4001 to ALO4010: the drivers that Windows needs before it can read its own disk in an Azure VM.</summary>
internal static class BootDriverRules
{
    private static readonly string[] IdeDrivers = ["intelide", "atapi"];
    private static readonly string[] StorageDrivers = ["storvsc", "storflt"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4001", Severity.Blocker, RuleScope.Generation1, "R6 GS23", IdeNotAtBoot) { Repairable = true },
        new("ALO4002", Severity.Blocker, RuleScope.Settings, "R6", VmbusNotAtBoot) { Repairable = true },
        new("ALO4003", Severity.Warning, RuleScope.Settings, "R6", StorageNotAtBoot) { Repairable = true },
        new("ALO4004", Severity.Warning, RuleScope.Windows8, "R6", Overridden) { Repairable = true },
        new("ALO4005", Severity.Blocker, RuleScope.Settings, "R6", BootFileMissing),
        new("ALO4006", Severity.Warning, RuleScope.Server2008, "R4", StorageFilterFileMissing),
        new("ALO4008", Severity.Warning, RuleScope.Settings, "R6 A9", NetworkFileMissing),
        new("ALO4009", Severity.Warning, RuleScope.Settings, "R6", StorageFileMissing),
        new("ALO4010", Severity.Warning, RuleScope.Settings, "R6 HYDR", ImportMissing),
    ];

    /// <summary>In NT 4, which has no Plug and Play, atapi finds the disk alone.</summary>
    private static IEnumerable<Sighting> IdeNotAtBoot(RuleContext context)
        => IdeDrivers
            .Where(name => name != "intelide" || context.Release != WindowsRelease.WindowsNT4)
            .SelectMany(name => NotAtBoot(context, name));

    /// <summary>Before Vista the driver comes with the integration services, whose absence is another rule's, and the machine starts over IDE without it.</summary>
    private static IEnumerable<Sighting> VmbusNotAtBoot(RuleContext context)
        => context.IsNt5
            ? context.Start("vmbus", start => start != StartType.Boot, mustExist: false).Select(sighting => sighting.As(Severity.Warning))
            : NotAtBoot(context, "vmbus");

    /// <summary>Windows 7 and 2008 R2 ship storvsc on demand, and a Generation 1 OS disk starts over IDE: that is healthy there, and before.</summary>
    private static IEnumerable<Sighting> StorageNotAtBoot(RuleContext context)
        => StorageDrivers
            .Where(name => name != "storvsc" || context.IsAtLeast(WindowsRelease.Windows8))
            .SelectMany(name => context.IsNt5 ? context.Start(name, start => start != StartType.Boot, mustExist: false) : NotAtBoot(context, name))
            .Select(sighting => context.Disk.PartitionStyle == PartitionStyle.Gpt ? sighting.As(Severity.Blocker) : sighting);

    private static IEnumerable<Sighting> Overridden(RuleContext context)
        => IdeDrivers.Concat(StorageDrivers).Concat(["vmbus"])
            .Select(context.Service)
            .Where(service => service != null && service.StartOverride.Values.Any(start => start is 3 or 4))
            .Select(service => Sighting.At(
                $@"{service!.Start.Where}; {context.ServiceKey(service.Name)}\StartOverride", "ALO4004.Seen", service.Name,
                string.Join(", ", service.StartOverride.Select(pair => $"{pair.Key} = {pair.Value}"))));

    private static IEnumerable<Sighting> BootFileMissing(RuleContext context)
        => IdeDrivers.Concat(["vmbus"])
            .Select(context.Service)
            .OfType<ServiceFacts>()
            .Where(service => !(service.Name.Equals("intelide", StringComparison.OrdinalIgnoreCase) && context.Disk.PartitionStyle == PartitionStyle.Gpt))
            .SelectMany(service => Sighting.FileMissing(service.Name, service.ImageExists));

    private static IEnumerable<Sighting> StorageFilterFileMissing(RuleContext context)
        => context.Service("storflt") is { } storflt ? Sighting.FileMissing("storflt", storflt.ImageExists) : [];

    /// <summary>There is no emulated network adapter. The name of the file changes with the release and is taken from the service.</summary>
    private static IEnumerable<Sighting> NetworkFileMissing(RuleContext context)
        => FileMissing(context, "netvsc").Select(sighting => context.IsNt5 ? sighting.As(Severity.Blocker) : sighting);

    private static IEnumerable<Sighting> StorageFileMissing(RuleContext context)
        => StorageDrivers
            .Where(name => !(name == "storflt" && context.Release == WindowsRelease.WindowsServer2008))
            .SelectMany(name => FileMissing(context, name))
            .Select(sighting => context.Disk.PartitionStyle == PartitionStyle.Gpt ? sighting.As(Severity.Blocker) : sighting);

    private static IEnumerable<Sighting> FileMissing(RuleContext context, string name)
        => context.Service(name) is { } service && !service.Start.Is(StartType.Disabled) ? Sighting.FileMissing(name, service.ImageExists) : [];

    /// <summary>A driver does not load without the drivers that it calls.</summary>
    private static IEnumerable<Sighting> ImportMissing(RuleContext context)
        => Imports(context)
            .Select(context.File)
            .OfType<FileFacts>()
            .SelectMany(file => Sighting.FileMissing(file.Name, file.Exists));

    private static IEnumerable<string> Imports(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.Mbr)
            yield return "pciidex.sys";
        if (context.Disk.PartitionStyle == PartitionStyle.Mbr && context.IsNt6)
            yield return "ataport.sys";
    }

    private static IEnumerable<Sighting> NotAtBoot(RuleContext context, string name) => context.Start(name, start => start != StartType.Boot);
}
