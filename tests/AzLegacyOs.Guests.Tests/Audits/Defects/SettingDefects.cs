using static AzLegacyOs.Guests.Tests.Audits.Defects.RegistryChange;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Rules ALO4xxx to ALO8xxx: one line is one defect.</summary>
internal static class SettingDefects
{
    private const string Interface = @"SYSTEM\CCS\Services\Tcpip\Parameters\Interfaces\{1a4c6e80-92b4-4d6f-8c0e-2f4a6b8d0c1e}";
    private const string Server = @"SYSTEM\CCS\Control\Terminal Server";
    private const string Listener = Server + @"\WinStations\RDP-Tcp";
    private const string Hal = @"SYSTEM\CCS\Control\Class\{4D36E966-E325-11CE-BFC1-08002BE10318}\0000";
    private const string Firewall = @"SYSTEM\CCS\Services\SharedAccess\Parameters\FirewallPolicy";
    private const string Environment = @"SYSTEM\CCS\Control\Session Manager\Environment";
    private const string Power = @"SYSTEM\CCS\Control\Power\User\PowerSchemes";
    private const string Screen = Power + @"\8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c\7516b95f-f776-4464-8c53-06167f40cc99\3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e";
    private const string Current = @"SOFTWARE\Microsoft\Windows\CurrentVersion";
    private const string Version = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string Administrator = @"SAM\SAM\Domains\Account\Users\000001F4";
    private const string Schannel = @"SYSTEM\CCS\Control\SecurityProviders\SCHANNEL\Protocols\TLS ";

    public static IReadOnlyList<ImageDefect> All { get; } = [.. Drivers(), .. Addresses(), .. RemoteDesktop(), .. FirewallRules(), .. Accounts(), .. Services(), .. Settings(), .. Platform()];

    private static IEnumerable<ImageDefect> Drivers() =>
    [
        new("ALO4001", "intelide on demand", $"{On.Server2003} {On.Server2008R2}", Start("intelide", 3)),
        new("ALO4001", "no atapi service", $"{On.Server2003} {On.Server2008R2}", RemoveService("atapi")),
        new("ALO4002", "vmbus disabled", On.Nt6, Start("vmbus", 4)),
        new("ALO4003", "storflt on demand", On.Nt6, Start("storflt", 3)),
        new("ALO4003", "storvsc on demand", $"{On.Server2012R2} {On.Server2016}", Start("storvsc", 3)),
        new("ALO4004", "storvsc overridden", $"{On.Server2012R2} {On.Server2016}", Set(@"SYSTEM\CCS\Services\storvsc\StartOverride", "0", 3)),
        new("ALO4005", "no atapi.sys", On.All, LoseFile("atapi")),
        new("ALO4005", "no vmbus.sys", On.All, LoseFile("vmbus")),
        new("ALO4006", "no vmstorfl.sys", On.Server2008X86, LoseFile("storflt")),
        new("ALO4007", "no IDE channel in the critical device database", $"{On.Server2003} {On.Xp}", Remove(@"SYSTEM\CCS\Control\CriticalDeviceDatabase\primary_ide_channel")),
        new("ALO4007", "no IDE controller in the critical device database", $"{On.Server2003} {On.Xp}", Remove(@"SYSTEM\CCS\Control\CriticalDeviceDatabase\pci#ven_8086&dev_7111")),
        new("ALO4011", "no netvsc before Vista", $"{On.Server2003} {On.Xp}", RemoveService("netvsc")),
        new("ALO4012", "no netvsc from 8 on", $"{On.Server2012R2} {On.Server2016}", RemoveService("netvsc")),
        new("ALO4013", "netvsc disabled", On.All, Start("netvsc", 4)),
        new("ALO4014", "Standard PC", On.Server2003, Set(Hal, "MatchingDeviceId", "e_isa_up")),
        new("ALO4015", "one processor", On.Server2003, Set(Hal, "MatchingDeviceId", "acpipic_up")),
        new("ALO4016", "VMware Tools", On.All, Start("VMTools", 2)),
        new("ALO4021", "disk filter without a service", On.All, Set(@"SYSTEM\CCS\Control\Class\{4D36E967-E325-11CE-BFC1-08002BE10318}", "UpperFilters", new[] { "PartMgr", "gone" })),
        new("ALO4022", "VMBus unknown by its new name", On.Server2012R2, Remove(@"SYSTEM\CCS\Enum\ACPI\MSFT1000")),
        new("ALO4031", "old ntfs.sys", On.Nt6, FileChange.OldRevision(@"\System32\drivers\ntfs.sys")),
    ];

    private static IEnumerable<ImageDefect> Addresses() =>
    [
        new("ALO5001", "DHCP disabled", On.All, Start("Dhcp", 4)),
        new("ALO5001", "DHCP on demand", On.All, Start("Dhcp", 3)),
        new("ALO5001", "no DHCP service", On.All, RemoveService("Dhcp")),
        new("ALO5002", "static address", On.All, Set(Interface, "EnableDHCP", 0) + Set(Interface, "IPAddress", new[] { "10.0.0.4" })),
        new("ALO5003", "static DNS", On.All, Set(Interface, "NameServer", "10.0.0.1")),
        new("ALO5004", "persistent route", On.All, Set(@"SYSTEM\CCS\Services\Tcpip\Parameters\PersistentRoutes", "10.9.0.0,255.255.0.0,10.0.0.1,1", "")),
    ];

    private static IEnumerable<ImageDefect> RemoteDesktop() =>
    [
        new("ALO5011", "Remote Desktop denied", $"{On.All} {On.Xp}", Set(Server, "fDenyTSConnections", 1)),
        new("ALO5011", "Remote Desktop not set", On.All, Unset(Server, "fDenyTSConnections")),
        new("ALO5012", "Remote Desktop denied by policy", On.All, Set(@"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services", "fDenyTSConnections", 1)),
        new("ALO5013", "TermService disabled", On.All, Start("TermService", 4)),
        new("ALO5014 ALO5032", "port 3390 before Vista", On.Server2003, Set(Listener, "PortNumber", 3390)),
        new("ALO5014 ALO5031", "port 3390", On.Nt6, Set(Listener, "PortNumber", 3390)),
        new("ALO5015", "one adapter", On.All, Set(Listener, "LanAdapter", 2)),
        new("ALO5016", "listener off", On.All, Set(Listener, "fEnableWinStation", 0)),
        new("ALO5017", "no instances", On.All, Set(Listener, "MaxInstanceCount", 0)),
        new("ALO5018", "pinned certificate", On.Nt6, Set(Listener, "SSLCertificateSHA1Hash", new byte[20])),
        new("ALO5019", "XP Home", On.Xp, Set(@"SYSTEM\CCS\Control\ProductOptions", "ProductSuite", new[] { "Personal" })),
        new("ALO5019", "10 Home", On.Windows10, Set(Version, "EditionID", "Core")),
        new("ALO5052", "no TLS", On.Nt6, Set(Schannel + @"1.0\Server", "Enabled", 0) + Set(Schannel + @"1.1\Server", "Enabled", 0) + Set(Schannel + @"1.2\Server", "Enabled", 0)),
        new("ALO5053", "proxy", On.All, Set(Current + @"\Internet Settings\Connections", "WinHttpSettings", Bytes.WinHttpProxy("proxy:8080", "localhost"))),
    ];

    private static IEnumerable<ImageDefect> FirewallRules() =>
    [
        new("ALO5031", "rule of 7 off", On.Server2008R2, RuleOff("RemoteDesktop-In-TCP") + RuleOff("RemoteDesktop-In-TCP_1")),
        new("ALO5031", "rule of 7 off in public", On.Server2008R2, RuleOff("RemoteDesktop-In-TCP_1")),
        new("", "rule of 7 off in public, which lets everything in", On.Server2008R2, RuleOff("RemoteDesktop-In-TCP_1") + Set(Firewall + @"\PublicProfile", "DefaultInboundAction", 0)),
        new("ALO5031", "rule of 10 off", On.Server2016, RuleOff("RemoteDesktop-UserMode-In-TCP")),
        new("ALO5032", "exception off", $"{On.Server2003} {On.Xp}", Set(Firewall + @"\StandardProfile\GloballyOpenPorts\List", "3389:TCP", "3389:TCP:*:Disabled:@xpsp2res.dll,-22009")),
        new("ALO5033", "firewall off", On.All, Set(Firewall + @"\StandardProfile", "EnableFirewall", 0)),
    ];

    private static IEnumerable<ImageDefect> Accounts() =>
    [
        new("ALO5041", "administrator disabled", On.All, Set(Administrator, "F", Bytes.Account(500, 0x0211))),
        new("ALO5042", "no right to Remote Desktop", On.All, Right("S-1-5-32-544", 0x3) + Right("S-1-5-32-555", 0)),
        new("ALO5043", "Remote Desktop denied to administrators", On.All, Right("S-1-5-32-544", 0xC03)),
        new("ALO5044", "no network logon", On.All, Right("S-1-5-32-544", 0x401) + Right("S-1-5-32-545", 1) + Right("S-1-5-32-551", 1) + Right("S-1-1-0", 0)),
        new("ALO5045", "password expires", On.Server2008X86, Set(Administrator, "F", Bytes.Account(500, 0x0010))),
        new("ALO5046", "blank passwords", On.All, Set(@"SYSTEM\CCS\Control\Lsa", "LimitBlankPasswordUse", 0)),
    ];

    private static IEnumerable<ImageDefect> Services() =>
    [
        new("ALO6001", "nsi disabled", On.Nt6, Start("nsi", 4)),
        new("ALO6002", "no BFE", On.Nt6, RemoveService("BFE")),
        new("ALO6003", "RpcSs disabled", On.All, Start("RpcSs", 4)),
        new("ALO6004", "Dnscache disabled", On.All, Start("Dnscache", 4)),
        new("ALO6005", "MpsSvc disabled", On.Nt6, Start("MpsSvc", 4)),
    ];

    private static IEnumerable<ImageDefect> Settings() =>
    [
        new("ALO6011", "page file on D:", On.All, Set(@"SYSTEM\CCS\Control\Session Manager\Memory Management", "PagingFiles", new[] { @"D:\pagefile.sys 1024 2048" })),
        new("ALO6021", "servicing waits for a restart", On.Nt6, Make(Current + @"\Component Based Servicing\RebootPending")),
        new("ALO6021", "updates wait for a restart", On.Nt6, Make(Current + @"\WindowsUpdate\Auto Update\RebootRequired")),
        new("ALO6022", "servicing is in the middle", On.Nt6, FileChange.WriteInto(@"\WinSxS", "pending.xml", "<PendingTransaction/>")),
        new("ALO6023", "files to be renamed", On.All, Set(@"SYSTEM\CCS\Control\Session Manager", "PendingFileRenameOperations", new[] { @"\??\C:\old.dll", "" })),
        new("ALO6031", "clock in local time", $"{On.Server2012R2} {On.Server2016}", Unset(@"SYSTEM\CCS\Control\TimeZoneInformation", "RealTimeIsUniversal")),
        new("ALO6032", "balanced power plan", On.Nt6, Set(Power, "ActivePowerScheme", "381b4222-f694-41f0-9685-ff5bb260df2e")),
        new("ALO6033", "screen turned off", On.Nt6, Set(Screen, "ACSettingIndex", 600)),
        new("ALO6034", "TEMP on D:", On.All, Set(Environment, "TEMP", @"D:\TEMP")),
        new("ALO6035", "AutoRun of the command processor", On.Nt6, Set(@"SOFTWARE\Microsoft\Command Processor", "AutoRun", "cls")),
        new("ALO6041", "no crash dump", On.All, Set(@"SYSTEM\CCS\Control\CrashControl", "CrashDumpEnabled", 0)),
        new("ALO6042", "no dump on request", On.All, Set(@"SYSTEM\CCS\Control\CrashControl", "NMICrashDump", 0)),
    ];

    private static IEnumerable<ImageDefect> Platform() =>
    [
        new("ALO7001", "size of version 6", On.Server2003, Nothing) { VmSize = "Standard_D2s_v6" },
        new("ALO7002", "size for Arm", $"{On.Server2003} {On.Server2016}", Nothing) { VmSize = "Standard_D2ps_v5" },
        new("ALO7003", "four processors", On.Server2003, Nothing) { VmSize = "Standard_B4ms_v2" },
        new("ALO7004", "size that retires", On.Server2003, Nothing) { VmSize = "Standard_A1_v2" },
        new("ALO7005", "size with a new network card", On.Server2003, Nothing) { VmSize = "Standard_D2s_v5" },
        new("ALO8003", "leftover agent", On.Server2003, Start("RdAgent", 2)),
    ];

    private static Action<GuestDisk> RuleOff(string name) => Set(Firewall + @"\FirewallRules", name, "v2.10|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=3389|App=System|Name=off|");

    private static Action<GuestDisk> Right(string account, int rights) => Set($@"SECURITY\Policy\Accounts\{account}\ActSysAc", "", BitConverter.GetBytes(rights));

    private static void Nothing(GuestDisk disk)
    {
        // The defect is what is asked for, not what is on the disk.
    }
}
