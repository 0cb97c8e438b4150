using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Drivers that are missing, old, or made by others.</summary>
internal static class DriverDefects
{
    public static IEnumerable<Defect> All() => [.. Missing(), .. Bound(), .. Others(), .. Old()];

    private static IEnumerable<Defect> Missing() =>
    [
        new("ALO4002", Severity.Warning, "vmbus of the integration services on demand", HealthyImage.Server2003R2X86, image => image.Start("vmbus", 3)),
        new("ALO4003", Severity.Warning, "storflt of the integration services on demand", HealthyImage.Server2003R2X86, image => image.Start("storflt", 3)),
        new("ALO4008", Severity.Blocker, "no netvsc50.sys", HealthyImage.Server2003R2X86, image => image.FileMissing("netvsc")),
        new("ALO4008", Severity.Warning, "no netvsc.sys", HealthyImage.Server2016Mbr, image => image.FileMissing("netvsc")),
        new("ALO4009", Severity.Warning, "no vmstorfl.sys", HealthyImage.Server2008R2, image => image.FileMissing("storflt")),
        new("ALO4009", Severity.Blocker, "no storvsc.sys, Generation 2", HealthyImage.Server2016Gpt, image => image.FileMissing("storvsc")),
        new("ALO4010", Severity.Warning, "no pciidex.sys", HealthyImage.Server2003R2X86, image => Gone(image, "pciidex.sys")) { AlsoFires = "ALO4032" },
        new("ALO4010", Severity.Warning, "no ataport.sys", HealthyImage.Server2016Mbr, image => Gone(image, "ataport.sys")),
        new("ALO4017", Severity.Warning, "no heartbeat", HealthyImage.Server2003R2X86, image => image.Without("vmicheartbeat")),
        new("ALO4017", Severity.Warning, "no snapshots on Server 2003", HealthyImage.Server2003R2X86, image => image.Without("vmicvss")),
        new("ALO4017", Severity.Warning, "no winhv.sys", HealthyImage.Server2003R2X86, image => Gone(image, "winhv.sys")) { AlsoFires = "ALO4032" },
    ];

    private static IEnumerable<Defect> Bound() =>
    [
        new("ALO4023", Severity.Warning, "no package for the disk", HealthyImage.Server2016Mbr, image => Bindings(image, Observed.Missing<IReadOnlyList<string>>(@"DriverDatabase\DeviceIds\VMBUS"))),
        new("ALO4024", Severity.Information, "no DVD", () => HealthyImage.Server2008R2().With("cdrom", 1).Setup(setup => setup with { ImageState = setup.ImageState.To("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE") }), image => image.Start("cdrom", 4)),
    ];

    private static IEnumerable<Defect> Others() =>
    [
        new("ALO4018", Severity.Information, "VMware's drivers", HealthyImage.Server2003R2X86, image => image.With("vmci", 0).With("vmxnet", 3)),
        new("ALO4019", Severity.Warning, "intelppm", HealthyImage.WindowsXPX86, image => image.With("intelppm", 1)),
        new("ALO4025", Severity.Warning, "TDI filter", HealthyImage.WindowsXPX86, image => Foreign(image, "AvgTdiX", "PNP_TDI", 1)),
        new("ALO4025", Severity.Warning, "NDIS filter without a company", HealthyImage.Server2008R2, image => Foreign(image, "filter", "NDIS", 1, "")),
        new("ALO4026", Severity.Warning, "antivirus", HealthyImage.Server2008R2, image => Foreign(image, "klif", "FSFilter Anti-Virus", 1)),
        new("ALO4028", Severity.Warning, "node of a cluster", HealthyImage.Server2008R2, image => image.With("ClusSvc", 2)),
        new("ALO4028", Severity.Warning, "started from iSCSI", () => HealthyImage.Server2008R2().With("iScsiPrt", 3), image => image.Start("iScsiPrt", 0)),
        new("ALO4028", Severity.Warning, "network team", HealthyImage.Server2003R2X86, image => image.With("CPQTeamMP", 3)),
        new("ALO4027", Severity.Information, "disk filter", HealthyImage.Server2008R2, image => Foreign(image, "snap", null, 0).Settings(settings => settings with { Drivers = HealthySettings.Drivers("snap") })),
    ];

    private static IEnumerable<Defect> Old() =>
    [
        Version("ALO4031", Severity.Information, "no version", "disk.sys", "6.1.7600.16385"),
        new("ALO4031", Severity.Information, "hotfix branch", Server2012, image => File(image, "disk.sys", "6.2.9200.20001")),
        Version("ALO4033", Severity.Warning, "integration components of 7 SP1", "vmstorfl.sys", "6.1.7601.17514"),
        new("ALO4036", Severity.Warning, "integration services of 2008 R2", HealthyImage.Server2003R2X86, image => File(image, "vmbus.sys", "6.1.7601.17514")) { AlsoFires = "ALO4032" },
        new("ALO4034", Severity.Warning, "srv.sys of XP SP3", HealthyImage.WindowsXPX86, image => File(image, "srv.sys", "5.1.2600.5512")) { AlsoFires = "ALO4032" },
        new("ALO4034", Severity.Warning, "srv.sys of 2008 SP2, hotfix branch", HealthyImage.Server2008X86, image => File(image, "srv.sys", "6.0.6002.23000")) { AlsoFires = "ALO4032" },
        Version("ALO4035", Severity.Warning, "tspkg.dll of 7 SP1", "tspkg.dll", "6.1.7601.17514"),
    ];

    private static ImageFacts Server2012() => HealthyImage.Server2016Mbr().Guest(guest => guest with { Release = WindowsRelease.WindowsServer2012, Version = "6.2.9200", Build = 9200 });

    private static Defect Version(string rule, Severity severity, string name, string file, string version)
        => new(rule, severity, name, HealthyImage.Server2008R2, image => File(image, file, version));

    private static ImageFacts File(ImageFacts image, string name, string version) => Files(image, new FileFacts { Name = name, Exists = Observed.Read(true, name), Version = Observed.Read(version, name) });

    private static ImageFacts Gone(ImageFacts image, string name)
        => Files(image, new FileFacts { Name = name, Exists = Observed.Read(false, name), Version = Observed.Missing<string>(name) });

    private static ImageFacts Files(ImageFacts image, FileFacts file)
        => image.Settings(settings => settings with { Files = new Dictionary<string, FileFacts>(StringComparer.OrdinalIgnoreCase) { [file.Name] = file } });

    private static ImageFacts Foreign(ImageFacts image, string name, string? group, uint start, string company = "Other Ltd")
        => image.With(name, start).Service(name, service => service with { Group = group, CompanyName = Observed.Read(company, $@"\drivers\{name}.sys") });

    private static ImageFacts Bindings(ImageFacts image, Observed<IReadOnlyList<string>> packages)
        => image.Settings(settings => settings with
        {
            Drivers = HealthySettings.Drivers("atapi") with { BoundPackages = new Dictionary<string, Observed<IReadOnlyList<string>>> { [@"VMBUS\{ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}"] = packages } },
        });
}
