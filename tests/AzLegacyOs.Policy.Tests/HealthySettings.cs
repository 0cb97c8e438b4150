using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Groups of settings with nothing wrong, for the defects to change.</summary>
internal static class HealthySettings
{
    private const string Store = @"BCD\Objects\{default}\Elements";

    public static BcdFacts Bcd() => new()
    {
        Where = @"\Boot\BCD on partition 1",
        DefaultObject = Text("{default}"),
        DefaultExists = Flag(true),
        DisplayBootMenu = Flag(true),
        Timeout = Number(5),
        BootEms = Flag(true),
        BootSequence = Observed.Missing<string>(Store),
        EmsPort = Number(1),
        EmsBaudRate = Number(115200),
        LoaderPath = Text(@"\Windows\system32\winload.exe"),
        Device = Text("partition 1"),
        OsDevice = Text("partition 1"),
        SystemRoot = Text(@"\Windows"),
        RecoveryEnabled = Flag(false),
        BootStatusPolicy = Number(1),
        IntegrityServices = Number(1),
        Ems = Flag(true),
        SafeBoot = Observed.Missing<ulong>(Store),
        KernelDebugger = Flag(false),
        BootDebug = Flag(false),
        TestSigning = Flag(false),
        WinPe = Flag(false),
        HypervisorLaunch = Observed.Missing<ulong>(Store),
        Pae = Observed.Missing<ulong>(Store),
        IncreaseUserVa = Observed.Missing<ulong>(Store),
    };

    public static BootIniFacts BootIni(params (string Name, string Value)[] switches) => new()
    {
        Where = @"\boot.ini",
        Default = Observed.Read(@"multi(0)disk(0)rdisk(0)partition(1)\WINDOWS", @"\boot.ini"),
        DefaultIsListed = true,
        DefaultEntry = new BootIniEntryFacts(@"multi(0)disk(0)rdisk(0)partition(1)\WINDOWS", "Windows", switches.Append((Name: "REDIRECT", Value: "")).ToDictionary(pair => pair.Name, pair => pair.Value), 1),
        Redirect = Observed.Read("COM1", @"\boot.ini"),
        RedirectBaudRate = Observed.Read("115200", @"\boot.ini"),
    };

    /// <summary>A disk class with one filter, or another class.</summary>
    public static DriverFacts Drivers(string filter, string className = "DiskDrive", bool knowsNewVmbus = true) => new()
    {
        ClassFilters = [new ClassFilterFacts("{class}", className, Observed.Read<IReadOnlyList<string>>([filter], @"SYSTEM\ControlSet001\Control\Class\{class}, UpperFilters"), Observed.Missing<IReadOnlyList<string>>("LowerFilters"))],
        KnownDevices = new Dictionary<string, Observed<bool>> { [@"ACPI\MSFT1000"] = Observed.Read(knowsNewVmbus, @"SYSTEM\ControlSet001\Enum\ACPI\MSFT1000") },
        BoundPackages = new Dictionary<string, Observed<IReadOnlyList<string>>>(),
        Hardware = [],
    };

    public static AccountFacts Accounts(bool disabled = false, bool neverExpires = true, uint administrators = 0x403, uint users = 0x3) => new()
    {
        Administrators = Observed.Read<IReadOnlyList<LocalAdministratorFacts>>([new LocalAdministratorFacts(500, "Administrator", disabled, neverExpires, @"SAM\Domains\Account\Users\000001F4")], @"SAM\Domains\Builtin\Aliases\00000220"),
        SystemAccess = Observed.Read<IReadOnlyDictionary<string, uint>>(new Dictionary<string, uint> { ["S-1-5-32-544"] = administrators, ["S-1-5-32-545"] = users }, @"SECURITY\Policy\Accounts"),
    };

    public static LogonFacts Logon() => new()
    {
        AutoAdminLogon = Observed.Missing<string>("Winlogon, AutoAdminLogon"),
        CleanupProfiles = Observed.Missing<uint>("CleanupProfiles"),
        ServicesOffByMsConfig = Observed.Missing<IReadOnlyList<string>>("MSConfig"),
        LimitBlankPasswordUse = Observed.Read(1u, "Lsa, LimitBlankPasswordUse"),
    };

    public static PendingFacts Pending() => new()
    {
        ServicingReboot = Observed.Read(false, "RebootPending"),
        UpdateReboot = Observed.Read(false, "RebootRequired"),
        ServicingTransaction = Observed.Read(false, @"\Windows\WinSxS\pending.xml"),
        FileRenames = Observed.Missing<int>("PendingFileRenameOperations"),
    };

    public static TimeFacts Time() => new()
    {
        RealTimeIsUniversal = Observed.Read(1u, "RealTimeIsUniversal"),
        TimeZone = Observed.Read("W. Europe Standard Time", "TimeZoneKeyName"),
        SynchronisationType = Observed.Read("NTP", "Type"),
        NtpServer = Observed.Read("time.windows.com", "NtpServer"),
    };

    public static MemoryFacts Memory() => new()
    {
        PhysicalAddressExtension = Observed.Missing<uint>("PhysicalAddressExtension"),
        DisablePagingExecutive = Observed.Read(1u, "DisablePagingExecutive"),
        KernelOriginalName = Observed.Missing<string>("ntoskrnl.exe"),
    };

    public static PowerFacts Power() => new()
    {
        ActiveScheme = Observed.Read("8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c", "ActivePowerScheme"),
        ScreenTimeout = Observed.Missing<uint>("ACSettingIndex"),
    };

    public static EnvironmentFacts Environment() => new()
    {
        Temp = Observed.Read(@"%SystemRoot%\TEMP", "TEMP"),
        Tmp = Observed.Read(@"%SystemRoot%\TEMP", "TMP"),
        CommandAutoRun = Observed.Missing<string>("AutoRun"),
    };

    public static CrashFacts Crash() => new()
    {
        CrashDumpEnabled = Observed.Read(2u, "CrashDumpEnabled"),
        DumpFile = Observed.Read(@"%SystemRoot%\MEMORY.DMP", "DumpFile"),
        NmiCrashDump = Observed.Read(1u, "NMICrashDump"),
        AutoReboot = Observed.Read(1u, "AutoReboot"),
        LocalDumpFolder = Observed.Missing<string>("DumpFolder"),
        LocalDumpType = Observed.Missing<uint>("DumpType"),
    };

    private static Observed<bool> Flag(bool value) => Observed.Read(value, Store);

    private static Observed<ulong> Number(ulong value) => Observed.Read(value, Store);

    private static Observed<string> Text(string value) => Observed.Read(value, Store);
}
