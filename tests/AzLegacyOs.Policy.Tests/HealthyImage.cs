using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Facts of images that are as good as their release can be; a test switches one defect on.</summary>
internal static class HealthyImage
{
    private const long MiB = 1024 * 1024;
    private const string ControlSet = "ControlSet001";

    public static ImageFacts Server2003R2X86() => Nt5(WindowsRelease.WindowsServer2003R2, MachineArchitecture.X86, "5.2.3790", "Standard", InstallationKind.Server);

    public static ImageFacts WindowsXPX86() => Nt5(WindowsRelease.WindowsXP, MachineArchitecture.X86, "5.1.2600", "Professional", InstallationKind.Client);

    public static ImageFacts Server2008X86() => Nt6(WindowsRelease.WindowsServer2008, MachineArchitecture.X86, "6.0.6003", "ServerStandard", InstallationKind.Server);

    public static ImageFacts Windows7X86() => Nt6(WindowsRelease.Windows7, MachineArchitecture.X86, "6.1.7601", "Professional", InstallationKind.Client);

    public static ImageFacts Server2008R2() => Nt6(WindowsRelease.WindowsServer2008R2, MachineArchitecture.X64, "6.1.7601", "ServerStandard", InstallationKind.Server);

    public static ImageFacts Windows10X86() => Nt6(WindowsRelease.Windows10, MachineArchitecture.X86, "10.0.19045", "Professional", InstallationKind.Client);

    public static ImageFacts Server2016Mbr() => Nt6(WindowsRelease.WindowsServer2016, MachineArchitecture.X64, "10.0.14393", "ServerDatacenter", InstallationKind.Server);

    public static ImageFacts Server2016Gpt() => OnGpt(Server2016Mbr());

    public static ImageFacts Server2025() => OnGpt(Nt6(WindowsRelease.WindowsServer2025, MachineArchitecture.X64, "10.0.26100", "ServerDatacenter", InstallationKind.Server));

    public static ImageFacts Windows11() => OnGpt(Nt6(WindowsRelease.Windows11, MachineArchitecture.X64, "10.0.26200", "Enterprise", InstallationKind.Client));

    public static ImageFacts EmptyDisk() => new()
    {
        Path = "empty.vhd",
        Disk = Disk() with { PartitionStyle = PartitionStyle.None, Generation = null, Partitions = [] },
        Statistics = new ReadStatistics(1024, 1),
    };

    public static ImageFacts Linux() => EmptyDisk() with
    {
        Path = "linux.vhd",
        Disk = Disk() with { Partitions = [Partition(1, "83") with { TypeName = "Linux", FileSystem = "ext4", Active = true }] },
        Guest = new GuestFacts { Family = GuestFamily.Linux, Signs = ["ext4 on partition 1"] },
    };

    public static ImageFacts OnGpt(ImageFacts image) => image with
    {
        Disk = image.Disk with
        {
            PartitionStyle = PartitionStyle.Gpt,
            Generation = VmGeneration.V2,
            Partitions =
            [
                Partition(1, "C12A7328-F81F-11D2-BA4B-00A0C93EC93B") with { FileSystem = "FAT32" },
                Partition(2, "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"),
            ],
        },
        Guest = image.Guest! with { PartitionNumber = 2 },
    };

    public static ServiceFacts Service(string name, uint start) => new()
    {
        Name = name,
        Start = Observed.Read(start, $@"SYSTEM\{ControlSet}\Services\{name}, Start"),
        ImagePath = Observed.Missing<string>($@"SYSTEM\{ControlSet}\Services\{name}, ImagePath"),
        ImageExists = Observed.Read(true, $@"\WINDOWS\System32\drivers\{name}.sys"),
        ObjectName = name == "Dhcp" ? @"NT Authority\LocalService" : null,
    };

    private static ImageFacts Nt5(WindowsRelease release, MachineArchitecture architecture, string version, string edition, InstallationKind kind) => Build(
        Guest(release, architecture, version, edition, kind),
        Setup() with
        {
            ImageState = Observed.Missing<string>(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State, ImageState"),
            CommandLine = Observed.Read("setup -newsetup", @"SYSTEM\Setup, CmdLine"),
        },
        new Dictionary<string, bool> { ["ntldr"] = true, ["NTDETECT.COM"] = true, ["boot.ini"] = true },
        Observed.Read("acpiapic_mp", $@"SYSTEM\{ControlSet}\Enum\Root\ACPI_HAL\0000, HardwareID"),
        [
            Service("intelide", 0), Service("atapi", 0), Service("vmbus", 0), Service("storvsc", 0), Service("storflt", 0), Service("netvsc", 3),
            Service("vmicheartbeat", 2), Service("vmicshutdown", 2), Service("vmickvpexchange", 2), Service("vmictimesync", 2), Service("vmicvss", 2),
            Service("Dhcp", 2) with { ObjectName = null }, Service("Dnscache", 2), Service("RpcSs", 2), Service("TermService", 3), Service("LanmanServer", 2),
            Service("LanmanWorkstation", 2), Service("SharedAccess", 2), Service("w32time", 2),
        ]);

    private static ImageFacts Nt6(WindowsRelease release, MachineArchitecture architecture, string version, string edition, InstallationKind kind) => Build(
        Guest(release, architecture, version, edition, kind),
        Setup() with { ImageState = Observed.Read("IMAGE_STATE_COMPLETE", @"SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State, ImageState") },
        new Dictionary<string, bool> { ["bootmgr"] = true, [@"Boot\BCD"] = true },
        Observed.Missing<string>($@"SYSTEM\{ControlSet}\Enum\Root\ACPI_HAL\0000, HardwareID"),
        [
            Service("intelide", 0), Service("atapi", 0), Service("vmbus", 0), Service("storvsc", release < WindowsRelease.Windows8 ? 3u : 0u), Service("storflt", 0),
            .. release < WindowsRelease.Windows8 ? Array.Empty<ServiceFacts>() : [Service("netvsc", 3)],
            Service("Dhcp", 2), Service("Dnscache", 2), Service("RpcSs", 2), Service("TermService", 3), Service("nsi", 2), Service("BFE", 2), Service("MpsSvc", 2),
            Service("LanmanServer", 2), Service("LanmanWorkstation", 2), Service("w32time", 2), Service("SharedAccess", 4),
            .. architecture == MachineArchitecture.X64 ? [Service("WindowsAzureGuestAgent", 2), Service("RdAgent", 2)] : Array.Empty<ServiceFacts>(),
        ]);

    private static ImageFacts Build(
        GuestFacts guest, SetupFacts setup, Dictionary<string, bool> bootFiles, Observed<string> hal, IReadOnlyList<ServiceFacts> services) => new()
        {
            Path = "machine.vhd",
            Disk = Disk(),
            Guest = guest,
            Settings = new GuestSettings
            {
                ControlSet = ControlSet,
                Setup = setup,
                Boot = new BootFacts
                {
                    BootFiles = bootFiles,
                    BootPartitionNumber = 1,
                    Hal = hal,
                    DefaultEntry = Observed.Read("partition 1", "boot configuration, default"),
                    Hibernated = Observed.Missing<bool>(@"\hiberfil.sys"),
                },
                Services = services.ToDictionary(service => service.Name, StringComparer.OrdinalIgnoreCase),
                RemoteDesktop = new RemoteDesktopFacts
                {
                    DenyConnections = Observed.Read(0u, $@"SYSTEM\{ControlSet}\Control\Terminal Server, fDenyTSConnections"),
                    PolicyDenyConnections = Observed.Missing<uint>(@"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services, fDenyTSConnections"),
                    Listener = Listener(),
                },
                NetworkInterfaces = [Nic()],
                PersistentRoutes = Observed.Read<IReadOnlyList<string>>([], @"Tcpip\Parameters\PersistentRoutes"),
                Storage = Storage(),
                Firewall = Firewall(guest.Release < WindowsRelease.WindowsVista),
                Hives = [new HiveFacts("SYSTEM", @"\WINDOWS\System32\config\SYSTEM", HiveState.Clean, null), new HiveFacts("SOFTWARE", @"\WINDOWS\System32\config\SOFTWARE", HiveState.Clean, null)],
            },
            Statistics = new ReadStatistics(4 * MiB, 20),
        };

    public static NetworkInterfaceFacts Nic() => new()
    {
        Id = "{1}",
        EnableDhcp = Observed.Read(1u, @"Tcpip\Parameters\Interfaces\{1}, EnableDHCP"),
        Addresses = Observed.Read<IReadOnlyList<string>>([], @"Tcpip\Parameters\Interfaces\{1}, IPAddress"),
        NameServers = Observed.Read("", @"Tcpip\Parameters\Interfaces\{1}, NameServer"),
    };

    private static RemoteDesktopListenerFacts Listener() => new()
    {
        PortNumber = Observed.Read(3389u, "RDP-Tcp, PortNumber"),
        LanAdapter = Observed.Read(0u, "RDP-Tcp, LanAdapter"),
        Enabled = Observed.Read(1u, "RDP-Tcp, fEnableWinStation"),
        MaxInstanceCount = Observed.Read(0xFFFFFFFF, "RDP-Tcp, MaxInstanceCount"),
        UserAuthentication = Observed.Missing<uint>("RDP-Tcp, UserAuthentication"),
        CertificatePinned = Observed.Read(false, "RDP-Tcp, SSLCertificateSHA1Hash"),
    };

    private static StorageFacts Storage() => new()
    {
        SanPolicy = Observed.Read(1u, @"Services\partmgr\Parameters, SanPolicy"),
        NoAutoMount = Observed.Missing<uint>(@"Services\MountMgr, NoAutoMount"),
        DriveLetters = Observed.Read<IReadOnlyList<string>>(["C:"], @"SYSTEM\MountedDevices"),
        PagingFiles = Observed.Read<IReadOnlyList<string>>([@"C:\pagefile.sys 2046 4092"], "Memory Management, PagingFiles"),
        CriticalDevices = Observed.Read<IReadOnlyDictionary<string, string>>(
            new Dictionary<string, string> { ["Primary_IDE_Channel"] = "atapi", ["Secondary_IDE_Channel"] = "atapi", ["PCI#VEN_8086&DEV_7111"] = "intelide" },
            @"Control\CriticalDeviceDatabase"),
    };

    private static FirewallFacts Firewall(bool nt5) => new()
    {
        Profiles = [.. (nt5 ? new[] { "DomainProfile", "StandardProfile" } : ["DomainProfile", "StandardProfile", "PublicProfile"]).Select(name => new FirewallProfileFacts
        {
            Name = name,
            EnableFirewall = Observed.Read(1u, name + ", EnableFirewall"),
            PolicyEnableFirewall = Observed.Missing<uint>("policy " + name + ", EnableFirewall"),
            OpenPorts = nt5
                ? Observed.Read<IReadOnlyList<string>>(["3389:TCP:*:Enabled:@xpsp2res.dll,-22009"], name + @"\GloballyOpenPorts\List")
                : Observed.Missing<IReadOnlyList<string>>(name + @"\GloballyOpenPorts\List"),
            PolicyRemoteDesktop = Observed.Missing<uint>("policy " + name + @"\Services\RemoteDesktop, Enabled"),
        })],
        Rules = nt5
            ? Observed.Missing<IReadOnlyList<FirewallRuleFacts>>("FirewallRules")
            : Observed.Read<IReadOnlyList<FirewallRuleFacts>>(
                [
                    new FirewallRuleFacts("RemoteDesktop-In-TCP", true, true, true, 6, ["3389"], [], []) { Program = "System" },
                    new FirewallRuleFacts("FPS-ICMP4-ERQ-In-NoScope", true, true, true, 1, [], [], []),
                    new FirewallRuleFacts("WINRM-HTTP-In-TCP", true, true, true, 6, ["5985"], [], ["LocalSubnet"]),
                ],
                "FirewallRules"),
    };

    private static GuestFacts Guest(WindowsRelease release, MachineArchitecture architecture, string version, string edition, InstallationKind kind) => new()
    {
        Family = GuestFamily.Windows,
        Release = release,
        ProductName = release.ToString(),
        Edition = edition,
        Version = version,
        Build = int.Parse(version.Split('.')[2]),
        ServicePack = 2,
        Architecture = architecture,
        ArchitectureEvidence = "ntoskrnl.exe",
        Kind = kind,
        ComputerName = "OLDSERVER",
        SystemRoot = @"\WINDOWS",
        PartitionNumber = 1,
        FoundBy = "search",
    };

    private static DiskFacts Disk() => new()
    {
        Format = ImageFormat.Vhd,
        Subformat = ImageSubformat.Fixed,
        VirtualSize = 4096 * MiB,
        FileSize = (4096 * MiB) + 512,
        AllocatedSize = 1024 * MiB,
        PartitionStyle = PartitionStyle.Mbr,
        Generation = VmGeneration.V1,
        Partitions = [Partition(1, "07") with { Active = true }],
        VhdFooter = new VhdFooterFacts
        {
            Offset = 4096 * MiB,
            Length = 512,
            IsHeaderCopy = false,
            ChecksumValid = true,
            FormatVersion = 0x00010000,
            DiskType = 2,
            OriginalSize = 4096 * MiB,
            CurrentSize = 4096 * MiB,
            GeometrySize = 4095 * MiB,
            CreatorApplication = "win",
            UniqueId = new Guid("11111111-2222-3333-4444-555555555555"),
            SavedState = false,
        },
        MbrSignature = 0x12345678,
    };

    private static PartitionFacts Partition(int number, string type) => new()
    {
        Number = number,
        Offset = number * MiB,
        Size = 1000 * MiB,
        Type = type,
        TypeName = "NTFS/exFAT",
        FileSystem = "NTFS",
        Dirty = false,
    };

    private static SetupFacts Setup() => new()
    {
        ImageState = Observed.Missing<string>("ImageState"),
        StateIniImageState = Observed.Missing<string>(@"\Windows\Setup\State\State.ini"),
        SystemSetupInProgress = Observed.Read(0u, @"SYSTEM\Setup, SystemSetupInProgress"),
        SetupType = Observed.Read(0u, @"SYSTEM\Setup, SetupType"),
        CommandLine = Observed.Read("", @"SYSTEM\Setup, CmdLine"),
        OobeInProgress = Observed.Missing<uint>(@"SYSTEM\Setup, OOBEInProgress"),
        SetupPhase = Observed.Missing<uint>(@"SYSTEM\Setup, SetupPhase"),
        MiniSetupInProgress = Observed.Missing<uint>(@"SYSTEM\Setup, MiniSetupInProgress"),
        AuditInProgress = Observed.Missing<uint>(@"SYSTEM\Setup, AuditInProgress"),
        FactoryPreInstallInProgress = Observed.Missing<uint>(@"SYSTEM\Setup, FactoryPreInstallInProgress"),
        GeneralizationState = Observed.Missing<uint>(@"SYSTEM\Setup\Status\SysprepStatus, GeneralizationState"),
        AuditBoot = Observed.Missing<uint>(@"SYSTEM\Setup\Status, AuditBoot"),
        SysprepFolder = Observed.Missing<IReadOnlyList<string>>(@"\Sysprep"),
        SysprepSucceededTag = Observed.Missing<bool>(@"\Windows\System32\Sysprep\Sysprep_succeeded.tag"),
    };
}
