namespace AzLegacyOs.Policy.Facts;

/// <summary>What was read of the configuration of a Windows guest. Every group may grow; a rule reads only what it needs.</summary>
public sealed record GuestSettings
{
    /// <summary>The control set that the values were read from, for example "ControlSet001".</summary>
    public required string ControlSet { get; init; }

    /// <summary>The letter that Windows gives the volume it is on: "C:".</summary>
    public string SystemDrive { get; init; } = "C:";

    public required SetupFacts Setup { get; init; }

    public required BootFacts Boot { get; init; }

    /// <summary>Services and drivers by name, without regard to case.</summary>
    public required IReadOnlyDictionary<string, ServiceFacts> Services { get; init; }

    public required RemoteDesktopFacts RemoteDesktop { get; init; }

    public required IReadOnlyList<NetworkInterfaceFacts> NetworkInterfaces { get; init; }

    /// <summary>The hives that were opened, with their state.</summary>
    public required IReadOnlyList<HiveFacts> Hives { get; init; }

    /// <summary>Disks, drive letters and page files; null where they were not looked at.</summary>
    public StorageFacts? Storage { get; init; }

    /// <summary>Windows Firewall; null where it was not looked at.</summary>
    public FirewallFacts? Firewall { get; init; }

    /// <summary>Tcpip\Parameters\PersistentRoutes: each route as "destination,mask,gateway,metric"; null where not looked at.</summary>
    public Observed<IReadOnlyList<string>>? PersistentRoutes { get; init; }

    /// <summary>Tcpip\Parameters, NameServer: DNS servers for all interfaces; null where not looked at.</summary>
    public Observed<string>? NameServers { get; init; }

    /// <summary>The IPsec policy that is assigned, by a domain or here; null where not looked at.</summary>
    public Observed<string>? IpsecPolicy { get; init; }

    /// <summary>The proxy of services (WinHTTP); missing where none was ever set, null where not looked at.</summary>
    public Observed<ProxyFacts>? Proxy { get; init; }

    /// <summary>Filters, known devices and bindings; null where they were not looked at.</summary>
    public DriverFacts? Drivers { get; init; }

    /// <summary>System files whose version matters, by name without regard to case ("vmstorfl.sys"); null where they were not looked at.</summary>
    public IReadOnlyDictionary<string, FileFacts>? Files { get; init; }

    /// <summary>Null where not looked at, like all groups below.</summary>
    public TimeFacts? Time { get; init; }

    public PowerFacts? Power { get; init; }

    public EnvironmentFacts? Environment { get; init; }

    public CrashFacts? Crash { get; init; }

    public PendingFacts? Pending { get; init; }

    public LogonFacts? Logon { get; init; }

    public MemoryFacts? Memory { get; init; }

    public BigFileFacts? BigFiles { get; init; }

    public DomainFacts? Domain { get; init; }

    public AccountFacts? Accounts { get; init; }

    public SoftwareFacts? Software { get; init; }

    public ActivationFacts? Activation { get; init; }

    /// <summary>What SYSTEM\Select says about the control sets.</summary>
    public ControlSetFacts? ControlSets { get; init; }
}

/// <summary>Evidence for specialized or generalized, as read.</summary>
/// <remarks>Windows Setup States, https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-states.</remarks>
public sealed record SetupFacts
{
    /// <summary>NT 6 and later: ImageState in the SOFTWARE hive.</summary>
    public required Observed<string> ImageState { get; init; }

    /// <summary>NT 6 and later: ImageState in \Windows\Setup\State\State.ini.</summary>
    public required Observed<string> StateIniImageState { get; init; }

    public required Observed<uint> SystemSetupInProgress { get; init; }

    public required Observed<uint> SetupType { get; init; }

    public required Observed<string> CommandLine { get; init; }

    public required Observed<uint> OobeInProgress { get; init; }

    public required Observed<uint> SetupPhase { get; init; }

    /// <summary>NT 5: Mini-Setup runs at the next start.</summary>
    public required Observed<uint> MiniSetupInProgress { get; init; }

    public required Observed<uint> AuditInProgress { get; init; }

    public required Observed<uint> FactoryPreInstallInProgress { get; init; }

    public required Observed<uint> GeneralizationState { get; init; }

    public required Observed<uint> AuditBoot { get; init; }

    /// <summary>NT 6 and later: Setup\Status\SysprepStatus, CleanupState.</summary>
    public Observed<uint> CleanupState { get; init; } = Observed.Missing<uint>("");

    /// <summary>NT 6 and later: RestartSetup.</summary>
    public Observed<uint> RestartSetup { get; init; } = Observed.Missing<uint>("");

    /// <summary>NT 6 and later: Setup\Status\ChildCompletion, setup.exe: 3 finished, 1 not finished, so that the next start repeats it.</summary>
    public Observed<uint> SetupProgramState { get; init; } = Observed.Missing<uint>("");

    /// <summary>A restart or shutdown that follows the command line.</summary>
    public Observed<uint> ShutdownRequired { get; init; } = Observed.Missing<uint>("");

    /// <summary>
    /// Accounts with a profile that belong to a machine or domain and not to Windows itself, by their SIDs in ProfileList: someone logged on.
    /// </summary>
    public Observed<IReadOnlyList<string>> ProfileAccounts { get; init; } = Observed.Missing<IReadOnlyList<string>>("");

    /// <summary>NT 5: CloneTag, the day that sysprep ran on this disk or its ancestor. Later releases have one from their own installation image.</summary>
    public Observed<string> CloneTag { get; init; } = Observed.Missing<string>("");

    /// <summary>NT 6 and later: the last change of the image state in \Windows\Panther\setupact.log, with its time.</summary>
    public Observed<string> LastTransition { get; init; } = Observed.Missing<string>("");

    /// <summary>NT 6 and later: \Windows\System32\Sysprep\Panther\setupact.log exists: sysprep ran once.</summary>
    public Observed<bool> SysprepLog { get; init; } = Observed.Missing<bool>("");

    /// <summary>NT 5: files of sysprep in \Sysprep on the system drive.</summary>
    public required Observed<IReadOnlyList<string>> SysprepFolder { get; init; }

    /// <summary>NT 6 and later: \Windows\System32\Sysprep\Sysprep_succeeded.tag exists.</summary>
    public required Observed<bool> SysprepSucceededTag { get; init; }
}

/// <summary>How the guest starts.</summary>
public sealed record BootFacts
{
    /// <summary>The boot files ("\ntldr") that this guest needs on the active (or EFI system) partition, with whether they exist; one that could not be looked for is left out.</summary>
    public required IReadOnlyDictionary<string, bool> BootFiles { get; init; }

    /// <summary>Those of the boot files that NTFS keeps compressed; the boot sector cannot read them.</summary>
    public IReadOnlyList<string> CompressedBootFiles { get; init; } = [];

    /// <summary>Number of the partition that was looked at for boot files; null where there is none.</summary>
    public required int? BootPartitionNumber { get; init; }

    /// <summary>NT 5: whether the HAL is an ACPI HAL, with its hardware id; the value is the id, for example "acpiapic_mp".</summary>
    public required Observed<string> Hal { get; init; }

    /// <summary>What the boot configuration's default entry points to, in words; unreadable or missing where it does not.</summary>
    public required Observed<string> DefaultEntry { get; init; }

    /// <summary>boot.ini; null where the boot partition has none or it cannot be read.</summary>
    public BootIniFacts? BootIni { get; init; }

    /// <summary>The boot store; null where the boot partition has none or it cannot be read.</summary>
    public BcdFacts? Bcd { get; init; }

    /// <summary>Whether hiberfil.sys holds a hibernated session; missing where there is no such file.</summary>
    public required Observed<bool> Hibernated { get; init; }
}

/// <summary>A service or driver.</summary>
public sealed record ServiceFacts
{
    public required string Name { get; init; }

    /// <summary>0 boot, 1 system, 2 automatic, 3 manual, 4 disabled.</summary>
    public required Observed<uint> Start { get; init; }

    /// <summary>Values below StartOverride (Windows 8 and later), which replace the start type.</summary>
    public IReadOnlyDictionary<string, uint> StartOverride { get; init; } = new Dictionary<string, uint>();

    /// <summary>1 kernel driver, 2 file system driver, 0x10 own process, 0x20 shared process; missing where the key only holds parameters.</summary>
    public Observed<uint> Type { get; init; } = Observed.Missing<uint>("");

    public required Observed<string> ImagePath { get; init; }

    /// <summary>Whether the image file exists, looked for where Windows would; missing where it was not looked for.</summary>
    public required Observed<bool> ImageExists { get; init; }

    /// <summary>Parameters\ServiceDll: the library of a service that runs in a shared host.</summary>
    public Observed<string> ServiceDll { get; init; } = Observed.Missing<string>("");

    /// <summary>Whether that library exists; missing where there is none to look for.</summary>
    public Observed<bool> ServiceDllExists { get; init; } = Observed.Missing<bool>("");

    public string? Group { get; init; }

    /// <summary>DependOnService: the services and drivers that have to run first.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The account a service runs as.</summary>
    public string? ObjectName { get; init; }

    /// <summary>
    /// The company that the driver file names, empty where it names none; read only for drivers that come between Windows and its network,
    /// files or disks, missing for all others.
    /// </summary>
    public Observed<string> CompanyName { get; init; } = Observed.Missing<string>("");
}

public sealed record RemoteDesktopFacts
{
    /// <summary>SYSTEM, Control\Terminal Server: 1 denies connections.</summary>
    public required Observed<uint> DenyConnections { get; init; }

    /// <summary>The same as a policy, which wins.</summary>
    public required Observed<uint> PolicyDenyConnections { get; init; }

    /// <summary>The listener RDP-Tcp; null where it was not looked at.</summary>
    public RemoteDesktopListenerFacts? Listener { get; init; }

    /// <summary>Control\Terminal Server, TSEnabled: 0 on NT 5 turns the service's work off.</summary>
    public Observed<uint>? Enabled { get; init; }

    /// <summary>Policy, KeepAliveEnable.</summary>
    public Observed<uint>? PolicyKeepAliveEnable { get; init; }

    /// <summary>Policy, KeepAliveInterval, in minutes.</summary>
    public Observed<uint>? PolicyKeepAliveInterval { get; init; }

    /// <summary>Policy, fDisableAutoReconnect.</summary>
    public Observed<uint>? PolicyDisableAutoReconnect { get; init; }

    /// <summary>Policy, UserAuthentication: Network Level Authentication by policy, which wins.</summary>
    public Observed<uint>? PolicyUserAuthentication { get; init; }

    /// <summary>SCHANNEL\Protocols\...\Server, Enabled, by protocol ("TLS 1.0", "TLS 1.1", "TLS 1.2").</summary>
    public IReadOnlyDictionary<string, Observed<uint>>? TlsServer { get; init; }

    /// <summary>Terminal Server\RCM\Licensing Core, LicensingMode: 1 remote administration, 2 per device, 4 per user, 5 not set.</summary>
    public Observed<uint>? LicensingMode { get; init; }

    /// <summary>Control\Terminal Server, TSAppCompat: 1 on a terminal server for applications.</summary>
    public Observed<uint>? ApplicationMode { get; init; }

    /// <summary>SOFTWARE, ServerComponentCache\RDS-RD-Server, InstallState: not 0 where the Session Host role is installed (2008 R2 and later).</summary>
    public Observed<uint>? SessionHostRole { get; init; }

    /// <summary>Services\TermService\Parameters\LicenseServers, SpecifiedLicenseServers.</summary>
    public Observed<IReadOnlyList<string>>? LicenseServers { get; init; }
}

/// <summary>Control\Terminal Server\WinStations\RDP-Tcp.</summary>
public sealed record RemoteDesktopListenerFacts
{
    /// <summary>TCP port, 3389 by default.</summary>
    public required Observed<uint> PortNumber { get; init; }

    /// <summary>0 listens on every network adapter.</summary>
    public required Observed<uint> LanAdapter { get; init; }

    /// <summary>fEnableWinStation: 0 turns the listener off.</summary>
    public required Observed<uint> Enabled { get; init; }

    /// <summary>0xFFFFFFFF for no limit.</summary>
    public required Observed<uint> MaxInstanceCount { get; init; }

    /// <summary>1 asks for Network Level Authentication.</summary>
    public required Observed<uint> UserAuthentication { get; init; }

    /// <summary>Whether SSLCertificateSHA1Hash names a certificate.</summary>
    public required Observed<bool> CertificatePinned { get; init; }

    /// <summary>0 RDP security, 1 negotiate, 2 TLS.</summary>
    public Observed<uint>? SecurityLayer { get; init; }

    public Observed<uint>? AllowSecProtocolNegotiation { get; init; }

    public Observed<uint>? KeepAliveTimeout { get; init; }

    public Observed<uint>? InheritReconnectSame { get; init; }

    public Observed<uint>? ReconnectSame { get; init; }
}

/// <summary>One interface below Tcpip\Parameters\Interfaces.</summary>
public sealed record NetworkInterfaceFacts
{
    public required string Id { get; init; }

    public required Observed<uint> EnableDhcp { get; init; }

    /// <summary>Static addresses; 0.0.0.0 left out.</summary>
    public required Observed<IReadOnlyList<string>> Addresses { get; init; }

    public required Observed<string> NameServers { get; init; }
}

public enum HiveState
{
    /// <summary>Closed cleanly.</summary>
    Clean,

    /// <summary>Left dirty; the logs were applied in memory.</summary>
    Replayed,

    /// <summary>Left dirty and no log could be applied: values may be stale.</summary>
    Dirty,

    /// <summary>Parts cannot be read.</summary>
    Damaged,

    Missing,

    Unreadable,
}

/// <summary>One registry hive.</summary>
public sealed record HiveFacts(string Name, string Path, HiveState State, string? Note);
