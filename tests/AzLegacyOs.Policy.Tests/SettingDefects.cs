using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Defects in groups of settings that a healthy image of the other tests does not hold.</summary>
internal static class SettingDefects
{
    public static IEnumerable<Defect> All() => [.. BootEntry(), .. Devices(), .. Accounts(), .. Pending(), .. Files(), .. Reach(), .. System()];

    private static IEnumerable<Defect> BootEntry() =>
    [
        Bcd("ALO2051", Severity.Warning, "recovery on", store => store with { RecoveryEnabled = store.RecoveryEnabled.To(true) }),
        Bcd("ALO2051", Severity.Information, "recovery by default", store => store with { RecoveryEnabled = Observed.Missing<bool>("BCD") }),
        Bcd("ALO2052", Severity.Warning, "shows all failures", store => store with { BootStatusPolicy = store.BootStatusPolicy.To(0ul) }),
        Bcd("ALO2052", Severity.Information, "failures by default", store => store with { BootStatusPolicy = Observed.Missing<ulong>("BCD") }),
        Bcd("ALO2053", Severity.Information, "no EMS", store => store with { Ems = store.Ems.To(false) }),
        Bcd("ALO2054", Severity.Warning, "kernel debugger", store => store with { KernelDebugger = store.KernelDebugger.To(true) }),
        Bcd("ALO2055", Severity.Warning, "one-time entry", store => store with { BootSequence = store.BootSequence.To("{other}") }),
        Bcd("ALO2056", Severity.Information, "no integrity checks", store => store with { IntegrityServices = store.IntegrityServices.To(2ul) }),
        Bcd("ALO2057", Severity.Information, "no menu", store => store with { DisplayBootMenu = store.DisplayBootMenu.To(false) }),
        Bcd("ALO2062", Severity.Information, "alternate shell", store => store with { AlternateShell = Observed.Read(true, "BCD") }),
        Bcd("ALO2028", Severity.Blocker, "loader on another disk", store => store with { OsDevicePartitionNumber = 1 }),
        new("ALO2029", Severity.Warning, "signature() in boot.ini", HealthyImage.Server2003R2X86, image => BootIni(image, HealthySettings.BootIni() with { DefaultEntry = new BootIniEntryFacts(@"signature(12345678)disk(0)rdisk(0)partition(1)\WINDOWS", "Windows", new Dictionary<string, string> { ["REDIRECT"] = "" }, 1) })),
        new("ALO2058", Severity.Information, "no EMS in boot.ini", HealthyImage.Server2003R2X86, image => BootIni(image, HealthySettings.BootIni() with { Redirect = Observed.Missing<string>(@"\boot.ini") })),
        new("ALO2059", Severity.Information, "/3GB", HealthyImage.Server2003R2X86, image => BootIni(image, HealthySettings.BootIni(("3GB", "")))),
    ];

    private static IEnumerable<Defect> Devices() =>
    [
        new("ALO4021", Severity.Blocker, "disk filter without a service", HealthyImage.Server2008R2, image => Drivers(image, HealthySettings.Drivers("gone"))),
        new("ALO4021", Severity.Blocker, "disk filter without a file", HealthyImage.Server2008R2, image => Drivers(image, HealthySettings.Drivers("filter")).With("filter", 0).FileMissing("filter")),
        new("ALO4021", Severity.Warning, "keyboard filter without a service", HealthyImage.Server2008R2, image => Drivers(image, HealthySettings.Drivers("gone", "Keyboard"))),
        new("ALO4022", Severity.Warning, "2012 R2 without MSFT1000", Server2012R2, image => Drivers(image, HealthySettings.Drivers("atapi", knowsNewVmbus: false))),
    ];

    private static IEnumerable<Defect> Accounts() =>
    [
        Account("ALO5041", "disabled", HealthySettings.Accounts(disabled: true)),
        Account("ALO5042", "no right", HealthySettings.Accounts(administrators: 0x3)),
        Account("ALO5043", "denied", HealthySettings.Accounts(administrators: 0xC03)),
        Account("ALO5043", "local accounts denied", HealthySettings.Accounts() with { SystemAccess = Observed.Read<IReadOnlyDictionary<string, uint>>(new Dictionary<string, uint> { ["S-1-5-32-544"] = 0x403, ["S-1-5-113"] = 0x800 }, @"SECURITY\Policy\Accounts") }),
        Account("ALO5044", "no network logon", HealthySettings.Accounts(administrators: 0x401, users: 0x1)),
        new("ALO5045", Severity.Warning, "password expires", HealthyImage.Server2008X86, image => image.Settings(settings => settings with { Accounts = HealthySettings.Accounts(neverExpires: false) })),
        new("ALO5046", Severity.Information, "blank passwords", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Logon = HealthySettings.Logon() with { LimitBlankPasswordUse = Observed.Read(0u, "Lsa") } })),
    ];

    private static IEnumerable<Defect> Pending() =>
    [
        Wait("ALO6021", Severity.Warning, "restart", pending => pending with { ServicingReboot = pending.ServicingReboot.To(true) }),
        Wait("ALO6022", Severity.Warning, "pending.xml", pending => pending with { ServicingTransaction = pending.ServicingTransaction.To(true) }),
        Wait("ALO6023", Severity.Information, "renames", pending => pending with { FileRenames = pending.FileRenames.To(2) }),
    ];

    private static IEnumerable<Defect> Files() =>
    [
        new("ALO4031", Severity.Information, "old ntfs.sys", HealthyImage.Server2008R2, image => File(image, "ntfs.sys", "6.1.7601.17514")),
        new("ALO4032", Severity.Information, "no floor for 32-bit", HealthyImage.Windows7X86, image => File(image, "ntfs.sys", "6.1.7601.17514")),
    ];

    private static IEnumerable<Defect> Reach() =>
    [
        new("ALO5051", Severity.Information, "NLA", HealthyImage.Server2008R2, image => image.Listener(listener => listener with { UserAuthentication = listener.UserAuthentication.To(1u) })),
        new("ALO5052", Severity.Warning, "no TLS", HealthyImage.Server2008R2, image => image.RemoteDesktop(desktop => desktop with { TlsServer = new Dictionary<string, Observed<uint>> { ["TLS 1.0"] = Observed.Read(0u, "TLS 1.0"), ["TLS 1.2"] = Observed.Read(0u, "TLS 1.2") } })),
        new("ALO5052", Severity.Warning, "TLS 1.0 off, the others never turned on", HealthyImage.Server2008R2, image => image.RemoteDesktop(desktop => desktop with { TlsServer = new Dictionary<string, Observed<uint>> { ["TLS 1.0"] = Observed.Read(0u, "TLS 1.0"), ["TLS 1.2"] = Observed.Missing<uint>("TLS 1.2") } })),
        new("ALO5053", Severity.Warning, "settings of a proxy that cannot be read", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Proxy = Observed.Unreadable<ProxyFacts>("WinHttpSettings", "odd") })),
        new("ALO5053", Severity.Warning, "proxy", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Proxy = Observed.Read(new ProxyFacts("proxy:8080", "localhost"), "WinHttpSettings") })),
    ];

    private static IEnumerable<Defect> System() =>
    [
        new("ALO6031", Severity.Information, "local time", HealthyImage.Server2016Mbr, image => image.Settings(settings => settings with { Time = HealthySettings.Time() with { RealTimeIsUniversal = Observed.Missing<uint>("RealTimeIsUniversal") } })),
        new("ALO6032", Severity.Information, "balanced", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Power = HealthySettings.Power() with { ActiveScheme = Observed.Read("381b4222-f694-41f0-9685-ff5bb260df2e", "ActivePowerScheme") } })),
        new("ALO6033", Severity.Information, "screen off", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Power = HealthySettings.Power() with { ScreenTimeout = Observed.Read(600u, "ACSettingIndex") } })),
        new("ALO6034", Severity.Information, "TEMP on D:", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Environment = HealthySettings.Environment() with { Temp = Observed.Read(@"D:\TEMP", "TEMP") } })),
        new("ALO6035", Severity.Information, "AutoRun", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Environment = HealthySettings.Environment() with { CommandAutoRun = Observed.Read("cls", "AutoRun") } })),
        new("ALO6041", Severity.Information, "no dump", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Crash = HealthySettings.Crash() with { CrashDumpEnabled = Observed.Read(0u, "CrashDumpEnabled") } })),
        new("ALO6042", Severity.Information, "no dump on request", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Crash = HealthySettings.Crash() with { NmiCrashDump = Observed.Missing<uint>("NMICrashDump") } })),
    ];

    private static ImageFacts File(ImageFacts image, string name, string version) => image.Settings(settings => settings with
    {
        Files = new Dictionary<string, FileFacts> { [name] = new() { Name = name, Exists = Observed.Read(true, name), Version = Observed.Read(version, name) } },
    });

    private static Defect Bcd(string rule, Severity severity, string name, Func<BcdFacts, BcdFacts> change)
        => new(rule, severity, name, HealthyImage.Server2008R2, image => image.Boot(boot => boot with { Bcd = change(HealthySettings.Bcd()) }));

    private static Defect Account(string rule, string name, AccountFacts accounts)
        => new(rule, Severity.Warning, name, HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Accounts = accounts }));

    private static Defect Wait(string rule, Severity severity, string name, Func<PendingFacts, PendingFacts> change)
        => new(rule, severity, name, HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Pending = change(HealthySettings.Pending()) }));

    private static ImageFacts Server2012R2()
        => HealthyImage.Server2016Mbr().Guest(guest => guest with { Release = WindowsRelease.WindowsServer2012R2, Version = "6.3.9600", Build = 9600 });

    private static ImageFacts BootIni(ImageFacts image, BootIniFacts file) => image.Boot(boot => boot with { BootIni = file });

    private static ImageFacts Drivers(ImageFacts image, DriverFacts drivers) => image.Settings(settings => settings with { Drivers = drivers });
}
