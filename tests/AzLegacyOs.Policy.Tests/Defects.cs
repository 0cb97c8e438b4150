using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>One defect: the rule that must fire on it, and no other.</summary>
internal sealed record Defect(string Rule, Severity Severity, string Name, Func<ImageFacts> Healthy, Func<ImageFacts, ImageFacts> Apply)
{
    public bool AsIs { get; init; }

    public string? VmSize { get; init; }

    public bool RefusedByAzure { get; init; }

    /// <summary>Another rule that the same facts cannot but fire.</summary>
    public string? AlsoFires { get; init; }

    /// <summary>What is wrong with the place that the image is wanted in; null where nobody asked.</summary>
    public Func<PlatformFacts, PlatformFacts>? Platform { get; init; }

    /// <summary>The healthy image is another one, so that other rules fire too.</summary>
    public bool OthersToo { get; init; }

    public override string ToString() => $"{Rule} {Name}{(AsIs ? " as-is" : "")}";
}

/// <summary>Every rule with at least one defect that fires it.</summary>
internal static class Defects
{
    private const long MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;

    public static IReadOnlyList<Defect> All { get; } = [.. Image(), .. Boot(), .. Identity(), .. Drivers(), .. Network(), .. ServicesAndSize(), .. SettingDefects.All(), .. ServiceDefects.All(), .. ReachDefects.All(), .. DriverDefects.All(), .. HostDefects.All(), .. PlatformDefects.All()];

    private static IEnumerable<Defect> Image() =>
    [
        .. Both("ALO1001", "VHDX", image => image.Disk(disk => disk with { Format = ImageFormat.Vhdx, Subformat = ImageSubformat.Dynamic, VhdFooter = null })),
        .. Both("ALO1002", "dynamic", image => image.Disk(disk => disk with { Subformat = ImageSubformat.Dynamic, FileSize = 900 * MiB }).Footer(footer => footer with { DiskType = 3 })),
        new("ALO1003", Severity.Blocker, "parent missing", HealthyImage.EmptyDisk, image => Differencing(image, found: false)) { RefusedByAzure = true },
        .. Both("ALO1004", "one sector over", image => image.Resize((4096 * MiB) + 512)),
        .. Both("ALO1005", "trailing bytes", image => image.Disk(disk => disk with { FileSize = disk.FileSize + 4096 })),
        new("ALO1006", Severity.Warning, "doubt in the image", HealthyImage.Server2003R2X86, image => image.Disk(disk => disk with { Problems = [new ReadProblem("sector 3", "odd")] })),
        .. Both("ALO1007", "parent found", image => Differencing(image, found: true)),
        new("ALO1008", Severity.Warning, "checkpoint beside it", HealthyImage.Server2003R2X86, image => image.Disk(disk => disk with { Checkpoints = ["disk_5A6B.avhd"] })),
        new("ALO1011", Severity.Warning, "checksum", HealthyImage.Server2003R2X86, image => image.Footer(footer => footer with { ChecksumValid = false })),
        new("ALO1012", Severity.Warning, "version", HealthyImage.Server2003R2X86, image => image.Footer(footer => footer with { FormatVersion = 0x20000 })),
        .. Both("ALO1013", "header copy", image => image.Footer(footer => footer with { IsHeaderCopy = true, Offset = 0 })),
        .. Both("ALO1014", "511 bytes", image => image.Disk(disk => disk with { FileSize = disk.FileSize - 1 }).Footer(footer => footer with { Length = 511 })),
        new("ALO1015", Severity.Warning, "saved state", HealthyImage.Server2003R2X86, image => image.Footer(footer => footer with { SavedState = true })),
        new("ALO1021", Severity.Warning, "19 MiB", HealthyImage.Server2003R2X86, image => image.Resize(19 * MiB)),
        new("ALO1022", Severity.Blocker, "33 TiB", HealthyImage.EmptyDisk, image => image.Resize(33 * 1024 * GiB)) { RefusedByAzure = true },
        new("ALO1023", Severity.Blocker, "2049 GiB on Generation 1", HealthyImage.Server2003R2X86, image => image.Resize(2049 * GiB)) { RefusedByAzure = true },
        new("ALO1024", Severity.Blocker, "4096 GiB", HealthyImage.Server2003R2X86, image => image.Resize(4096 * GiB)) { RefusedByAzure = true },
        new("ALO1025", Severity.Information, "2044 GiB", HealthyImage.Server2003R2X86, image => image.Resize(2044 * GiB)),
    ];

    private static IEnumerable<Defect> Boot() =>
    [
        new("ALO2001", Severity.Blocker, "no table", HealthyImage.Server2008R2, image => image.Disk(disk => disk with { PartitionStyle = PartitionStyle.None, Generation = null })),
        new("ALO2002", Severity.Blocker, "none active", HealthyImage.Server2003R2X86, image => image.Partition(partition => partition with { Active = false })),
        new("ALO2003", Severity.Blocker, "two active", HealthyImage.Server2003R2X86, image => image.Disk(disk => disk with { Partitions = [disk.Partitions[0], disk.Partitions[0] with { Number = 2 }] })),
        new("ALO2004", Severity.Blocker, "2008 R2 on GPT", HealthyImage.Server2008R2, HealthyImage.OnGpt),
        new("ALO2004", Severity.Blocker, "32-bit 10 on GPT", HealthyImage.Windows10X86, HealthyImage.OnGpt),
        new("ALO2005", Severity.Blocker, "no EFI partition", HealthyImage.Server2016Gpt, image => image.Partition(partition => partition with { Type = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7" })),
        new("ALO2006", Severity.Blocker, "11 on MBR", HealthyImage.Windows11, image => image.Disk(_ => HealthyImage.Server2008R2().Disk)),
        new("ALO2007", Severity.Blocker, "4K sectors", HealthyImage.Server2003R2X86, image => image.Disk(disk => disk with { LogicalSectorSize = 4096 })),
        new("ALO2008", Severity.Information, "400 GiB UEFI", HealthyImage.Server2016Gpt, image => image.Resize(400 * GiB)),
        new("ALO2021", Severity.Blocker, "no ntldr", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { BootFiles = new Dictionary<string, bool> { ["ntldr"] = false, ["boot.ini"] = true } })),
        new("ALO2022", Severity.Blocker, "no default entry", HealthyImage.Server2008R2, image => image.Boot(boot => boot with { DefaultEntry = Observed.Missing<string>(@"\Boot\BCD") })),
        new("ALO2022", Severity.Blocker, "leads to another disk", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { DefaultEntry = Observed.Unreadable<string>(@"\boot.ini", "it names disk 1"), BootIni = HealthySettings.BootIni() })),
        new("ALO2022", Severity.Blocker, "the default entry does not exist", HealthyImage.Server2008R2, image => image.Boot(boot => boot with { DefaultEntry = Observed.Unreadable<string>(@"\Boot\BCD", "the default entry does not exist"), Bcd = NoEntry() })),
        new("ALO2026", Severity.Blocker, "minimal safe mode", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { BootIni = HealthySettings.BootIni(("SAFEBOOT", "minimal")) })),
        new("ALO2026", Severity.Warning, "safe mode with network", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { BootIni = HealthySettings.BootIni(("SAFEBOOT", "network")) })),
        new("ALO2023", Severity.Warning, "unreadable entry", HealthyImage.Server2008R2, image => image.Boot(boot => boot with { DefaultEntry = Observed.Unreadable<string>(@"\Boot\BCD", "odd element") })),
        new("ALO2024", Severity.Warning, "hibernated", HealthyImage.Windows7X86, image => image.Boot(boot => boot with { Hibernated = Observed.Read(true, @"\hiberfil.sys") })),
        new("ALO2025", Severity.Information, "two installations", HealthyImage.Server2003R2X86, image => image.Guest(guest => guest with { OtherInstallations = [@"\WINNT on partition 1"] })),
        new("ALO2031", Severity.Blocker, "BitLocker", HealthyImage.Server2008R2, image => image.Partition(partition => partition with { Encryption = VolumeEncryption.BitLocker })),
        new("ALO2031", Severity.Blocker, "BitLocker, nothing readable", HealthyImage.EmptyDisk, image => image.Disk(_ => HealthyImage.Server2008R2().Disk).Partition(partition => partition with { Encryption = VolumeEncryption.BitLocker })),
        new("ALO2032", Severity.Blocker, "LDM", HealthyImage.Server2003R2X86, image => image.Partition(partition => partition with { IsVolumeManagerMember = true })),
        new("ALO2032", Severity.Warning, "LDM data disk", HealthyImage.EmptyDisk, image => image.Disk(_ => HealthyImage.Server2008R2().Disk).Partition(partition => partition with { IsVolumeManagerMember = true })),
        new("ALO2033", Severity.Warning, "dirty volume", HealthyImage.Server2003R2X86, image => image.Partition(partition => partition with { Dirty = true })),
        new("ALO2041", Severity.Warning, "offline all", HealthyImage.Server2008R2, image => image.Storage(storage => storage with { SanPolicy = storage.SanPolicy.To(3u) })),
        new("ALO2041", Severity.Information, "default of 2016", HealthyImage.Server2016Mbr, image => image.Storage(storage => storage with { SanPolicy = Observed.Missing<uint>("SanPolicy") })),
        new("ALO2042", Severity.Information, "no automount", HealthyImage.Server2003R2X86, image => image.Storage(storage => storage with { NoAutoMount = storage.NoAutoMount.To(1u) })),
        new("ALO2043", Severity.Warning, "D: in use", HealthyImage.Server2003R2X86, image => image.Storage(storage => storage with { DriveLetters = storage.DriveLetters.To(["C:", "D:"]) })),
    ];

    private static IEnumerable<Defect> Identity() =>
    [
        new("ALO3001", Severity.Warning, "empty", HealthyImage.Server2016Mbr, _ => HealthyImage.EmptyDisk()),
        new("ALO3002", Severity.Blocker, "Linux", HealthyImage.Server2016Mbr, _ => HealthyImage.Linux()),
        new("ALO3003", Severity.Blocker, "BSD", HealthyImage.Server2016Mbr, _ => HealthyImage.Linux().Guest(guest => guest with { Family = GuestFamily.Bsd })),
        new("ALO3004", Severity.Blocker, "other", HealthyImage.Server2016Mbr, _ => HealthyImage.Linux().Guest(guest => guest with { Family = GuestFamily.Other })),
        new("ALO3005", Severity.Warning, "unknown release", HealthyImage.Server2016Mbr, image => image.Guest(guest => guest with { Release = null, Version = "12.0.99999" })),
        new("ALO3006", Severity.Blocker, "Itanium", HealthyImage.Server2016Mbr, image => image.Guest(guest => guest with { Architecture = MachineArchitecture.IA64 })),
        new("ALO3007", Severity.Warning, "no architecture", HealthyImage.Server2016Mbr, image => image.Guest(guest => guest with { Architecture = null })),
        new("ALO3011", Severity.Blocker, "2003 generalized", HealthyImage.Server2003R2X86, Nt5Generalized),
        new("ALO3011", Severity.Blocker, "7 x86 generalized", HealthyImage.Windows7X86, image => ImageState(image, "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE")),
        new("ALO3012", Severity.Warning, "2008 R2 generalized", HealthyImage.Server2008R2, image => ImageState(image, "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE")),
        new("ALO3013", Severity.Blocker, "undeployable", HealthyImage.Server2008R2, image => ImageState(image, "IMAGE_STATE_UNDEPLOYABLE")),
        new("ALO3014", Severity.Warning, "witnesses disagree", HealthyImage.Server2008R2, image => image.Setup(setup => setup with { StateIniImageState = setup.StateIniImageState.To("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE") })),
        new("ALO3021", Severity.Warning, "out of support", HealthyImage.Server2016Mbr, image => image.Guest(guest => guest with { Release = WindowsRelease.WindowsServer2012R2, Version = "6.3.9600", Build = 9600 })) { AlsoFires = "ALO8002" },
        new("ALO3022", Severity.Information, "updates only", HealthyImage.Server2016Mbr, image => image.Guest(guest => guest with { Release = WindowsRelease.Windows10, Edition = "Professional", Build = 19045, Kind = InstallationKind.Client })),
        new("ALO3023", Severity.Warning, "outside the list", HealthyImage.Server2003R2X86, image => image.Guest(guest => guest with { Release = WindowsRelease.WindowsXP, Kind = InstallationKind.Client, Edition = "Professional" })),
        new("ALO3024", Severity.Warning, "domain controller", HealthyImage.Server2016Mbr, image => image.Guest(guest => guest with { Kind = InstallationKind.DomainController })),
        new("ALO3031", Severity.Warning, "no settings", HealthyImage.Server2016Mbr, image => image with { Settings = null }),
        new("ALO3031", Severity.Information, "another hive unreadable", HealthyImage.Server2016Mbr, image => image.Settings(settings => settings with { Hives = [.. settings.Hives, new HiveFacts("SAM", "SAM", HiveState.Unreadable, null)] })),
        new("ALO3031", Severity.Warning, "hive unreadable", HealthyImage.Server2016Mbr, image => image.Hive(HiveState.Unreadable)),
        new("ALO3032", Severity.Warning, "hive dirty", HealthyImage.Server2016Mbr, image => image.Hive(HiveState.Dirty)),
        new("ALO3032", Severity.Warning, "hive damaged", HealthyImage.Server2016Mbr, image => image.Hive(HiveState.Damaged)),
        new("ALO3033", Severity.Information, "hive replayed", HealthyImage.Server2016Mbr, image => image.Hive(HiveState.Replayed)),
        new("ALO3034", Severity.Warning, "bad directory", HealthyImage.Server2016Mbr, image => image with { Problems = [new ReadProblem(@"\Windows", "loop in the index")] }),
    ];

    private static IEnumerable<Defect> Drivers() =>
    [
        new("ALO4001", Severity.Blocker, "intelide on demand", HealthyImage.Windows7X86, image => image.Start("intelide", 3)),
        new("ALO4001", Severity.Blocker, "no atapi", HealthyImage.Server2003R2X86, image => image.Without("atapi")),
        new("ALO4002", Severity.Blocker, "vmbus disabled", HealthyImage.Server2008R2, image => image.Start("vmbus", 4)),
        new("ALO4003", Severity.Warning, "storflt on demand", HealthyImage.Server2008R2, image => image.Start("storflt", 3)),
        new("ALO4003", Severity.Blocker, "storvsc on demand, Generation 2", HealthyImage.Server2016Gpt, image => image.Start("storvsc", 3)),
        new("ALO4004", Severity.Warning, "override", HealthyImage.Server2016Mbr, image => image.Service("storvsc", service => service with { StartOverride = new Dictionary<string, uint> { ["0"] = 3 } })),
        new("ALO4005", Severity.Blocker, "no atapi.sys", HealthyImage.Server2003R2X86, image => image.FileMissing("atapi")),
        new("ALO4006", Severity.Warning, "no vmstorfl.sys", HealthyImage.Server2008X86, image => image.FileMissing("storflt")),
        new("ALO4007", Severity.Blocker, "physical PC", HealthyImage.WindowsXPX86, image => image.Storage(storage => storage with { CriticalDevices = storage.CriticalDevices.To(new Dictionary<string, string> { ["Primary_IDE_Channel"] = "atapi", ["Secondary_IDE_Channel"] = "atapi" }) })),
        new("ALO4011", Severity.Blocker, "no vmbus", HealthyImage.Server2003R2X86, image => image.Without("vmbus")),
        new("ALO4012", Severity.Warning, "no netvsc", HealthyImage.Server2016Mbr, image => image.Without("netvsc")),
        new("ALO4013", Severity.Blocker, "netvsc disabled", HealthyImage.Server2003R2X86, image => image.Start("netvsc", 4)),
        new("ALO4014", Severity.Warning, "Standard PC", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { Hal = boot.Hal.To("e_isa_up") })),
        new("ALO4015", Severity.Information, "one processor", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { Hal = boot.Hal.To("acpipic_up") })),
        new("ALO4016", Severity.Warning, "VMware Tools", HealthyImage.Server2003R2X86, image => image.With("VMTools", 2)),
    ];

    private static IEnumerable<Defect> Network() =>
    [
        new("ALO5001", Severity.Blocker, "DHCP disabled", HealthyImage.Server2003R2X86, image => image.Start("Dhcp", 4)),
        new("ALO5001", Severity.Warning, "DHCP on demand", HealthyImage.Server2008R2, image => image.Start("Dhcp", 3)),
        new("ALO5002", Severity.Warning, "static address", HealthyImage.Server2003R2X86, image => image.Nic(nic => nic with { EnableDhcp = nic.EnableDhcp.To(0u), Addresses = nic.Addresses.To(["10.0.0.4"]) })),
        new("ALO5003", Severity.Warning, "static DNS", HealthyImage.Server2003R2X86, image => image.Nic(nic => nic with { NameServers = nic.NameServers.To("10.0.0.1") })),
        new("ALO5004", Severity.Warning, "route", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { PersistentRoutes = settings.PersistentRoutes!.To(["10.9.0.0,255.255.0.0,10.0.0.1,1"]) })),
        new("ALO5011", Severity.Blocker, "denied", HealthyImage.WindowsXPX86, image => image.RemoteDesktop(desktop => desktop with { DenyConnections = desktop.DenyConnections.To(1u) })),
        new("ALO5011", Severity.Warning, "not set", HealthyImage.Server2008R2, image => image.RemoteDesktop(desktop => desktop with { DenyConnections = Observed.Missing<uint>("fDenyTSConnections") })),
        new("ALO5012", Severity.Blocker, "denied by policy", HealthyImage.Server2008R2, image => image.RemoteDesktop(desktop => desktop with { PolicyDenyConnections = desktop.PolicyDenyConnections.To(1u) })),
        new("ALO5013", Severity.Blocker, "service disabled", HealthyImage.Server2003R2X86, image => image.Start("TermService", 4)),
        new("ALO5014", Severity.Warning, "port 3390", HealthyImage.Server2003R2X86, image => image.Listener(listener => listener with { PortNumber = listener.PortNumber.To(3390u) }).Firewall(firewall => firewall with { Profiles = [.. firewall.Profiles.Select(profile => profile with { OpenPorts = profile.OpenPorts.To(["3390:TCP:*:Enabled:moved"]) })] })),
        new("ALO5015", Severity.Warning, "one adapter", HealthyImage.Server2003R2X86, image => image.Listener(listener => listener with { LanAdapter = listener.LanAdapter.To(2u) })),
        new("ALO5016", Severity.Warning, "listener off", HealthyImage.Server2003R2X86, image => image.Listener(listener => listener with { Enabled = listener.Enabled.To(0u) })),
        new("ALO5017", Severity.Warning, "no instances", HealthyImage.Server2003R2X86, image => image.Listener(listener => listener with { MaxInstanceCount = listener.MaxInstanceCount.To(0u) })),
        new("ALO5018", Severity.Warning, "certificate", HealthyImage.Server2008R2, image => image.Listener(listener => listener with { CertificatePinned = listener.CertificatePinned.To(true) })),
        new("ALO5019", Severity.Blocker, "XP Home", HealthyImage.WindowsXPX86, image => image.Guest(guest => guest with { Edition = "Home" })),
        new("ALO5031", Severity.Blocker, "rule off", HealthyImage.Server2008R2, image => image.Firewall(firewall => firewall with { Rules = firewall.Rules.To([.. firewall.Rules.Value!.Select(rule => rule with { Active = !rule.LocalPorts.Contains("3389") })]) })),
        new("ALO5031", Severity.Warning, "not in the domain profile", HealthyImage.Server2008R2, image => image.Firewall(firewall => firewall with { Rules = firewall.Rules.To([.. firewall.Rules.Value!.Select(rule => rule with { Profiles = rule.LocalPorts.Contains("3389") ? ["Private", "Public"] : [] })]) })),
        new("ALO5031", Severity.Blocker, "only the platform is let in", HealthyImage.Server2008R2, image => image.Firewall(firewall => firewall with { Rules = firewall.Rules.To([.. firewall.Rules.Value!.Where(rule => !rule.LocalPorts.Contains("3389")), new FirewallRuleFacts("platform", true, true, true, null, [], [], ["168.63.129.16"])]) })),
        new("ALO5032", Severity.Blocker, "exception off", HealthyImage.WindowsXPX86, image => image.Firewall(firewall => firewall with { Profiles = [.. firewall.Profiles.Select(profile => profile with { OpenPorts = profile.OpenPorts.To(["3389:TCP:*:Disabled:@xpsp2res.dll,-22009"]) })] })),
        new("ALO5033", Severity.Information, "firewall off", HealthyImage.Server2008R2, image => image.Firewall(firewall => firewall with { Profiles = [.. firewall.Profiles.Select(profile => profile with { EnableFirewall = profile.EnableFirewall.To(0u) })] })),
    ];

    private static IEnumerable<Defect> ServicesAndSize() =>
    [
        new("ALO6001", Severity.Blocker, "nsi disabled", HealthyImage.Server2008R2, image => image.Start("nsi", 4)),
        new("ALO6002", Severity.Warning, "no BFE", HealthyImage.Server2008R2, image => image.Without("BFE")),
        new("ALO6003", Severity.Warning, "RpcSs disabled", HealthyImage.Server2003R2X86, image => image.Start("RpcSs", 4)),
        new("ALO6004", Severity.Warning, "Dnscache disabled", HealthyImage.Server2003R2X86, image => image.Start("Dnscache", 4)),
        new("ALO6005", Severity.Warning, "MpsSvc disabled", HealthyImage.Server2008R2, image => image.Start("MpsSvc", 4)),
        new("ALO6011", Severity.Warning, "page file on D:", HealthyImage.Server2003R2X86, image => image.Storage(storage => storage with { PagingFiles = storage.PagingFiles.To([@"D:\pagefile.sys 2046 4092"]) })),
        new("ALO7001", Severity.Blocker, "version 6 size", HealthyImage.Server2003R2X86, Same) { VmSize = "Standard_D2s_v6", RefusedByAzure = true },
        new("ALO7002", Severity.Blocker, "Arm size", HealthyImage.Server2003R2X86, Same) { VmSize = "Standard_D2ps_v5", RefusedByAzure = true },
        new("ALO7003", Severity.Warning, "four processors", HealthyImage.Server2003R2X86, Same) { VmSize = "Standard_B4ms_v2" },
        new("ALO7004", Severity.Warning, "Av2", HealthyImage.Server2003R2X86, Same) { VmSize = "Standard_A1_v2" },
        new("ALO7005", Severity.Warning, "Dsv5", HealthyImage.Server2003R2X86, Same) { VmSize = "Standard_D2s_v5" },
        new("ALO7011", Severity.Warning, "32-bit", HealthyImage.Server2016Mbr, _ => HealthyImage.Windows10X86()) { AlsoFires = "ALO8001" },
        new("ALO8001", Severity.Information, "no agent", HealthyImage.Server2016Mbr, _ => HealthyImage.Windows10X86()) { AlsoFires = "ALO7011" },
        new("ALO8002", Severity.Information, "below the minimum", HealthyImage.Server2016Mbr, _ => HealthyImage.Server2008R2()) { AlsoFires = "ALO3021" },
        new("ALO8003", Severity.Warning, "leftovers", HealthyImage.Server2003R2X86, image => image.With("RdAgent", 2)),
    ];

    private static IEnumerable<Defect> Both(string rule, string name, Func<ImageFacts, ImageFacts> apply) =>
    [
        new(rule, Severity.Warning, name, HealthyImage.Server2003R2X86, apply),
        new(rule, Severity.Blocker, name, HealthyImage.Server2003R2X86, apply) { AsIs = true, RefusedByAzure = true },
    ];

    /// <summary>A boot store whose default entry is gone, so that the values of the entry are too.</summary>
    private static BcdFacts NoEntry() => HealthySettings.Bcd() with
    {
        DefaultExists = Observed.Read(false, "BCD"),
        RecoveryEnabled = Observed.Missing<bool>("BCD"),
        BootStatusPolicy = Observed.Missing<ulong>("BCD"),
        Ems = Observed.Missing<bool>("BCD"),
    };

    private static ImageFacts Same(ImageFacts image) => image;

    private static ImageFacts Differencing(ImageFacts image, bool found)
        => image.Disk(disk => disk with { Subformat = ImageSubformat.Differencing, ParentName = "parent.vhd", ParentFound = found, FileSize = 100 * MiB }).Footer(footer => footer with { DiskType = 4 });

    private static ImageFacts Nt5Generalized(ImageFacts image) => image.Setup(setup => setup with
    {
        SystemSetupInProgress = setup.SystemSetupInProgress.To(1u),
        SetupType = setup.SetupType.To(1u),
        CommandLine = setup.CommandLine.To("setup -newsetup -mini"),
        MiniSetupInProgress = setup.MiniSetupInProgress.To(1u),
    });

    private static ImageFacts ImageState(ImageFacts image, string state)
        => image.Setup(setup => setup with { ImageState = setup.ImageState.To(state) });
}
