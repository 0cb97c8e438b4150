using System.Text;
using static AzLegacyOs.Guests.Tests.Audits.Defects.FileChange;
using static AzLegacyOs.Guests.Tests.Audits.Defects.RegistryChange;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>What the preparation article, Microsoft's support and real migrations ask for beyond start and access: one line is one defect.</summary>
internal static class RequirementDefects
{
    private const string Generalized = "server2003-x86-generalized";
    private const string Services = @"SYSTEM\CCS\Services\";
    private const string Server = @"SYSTEM\CCS\Control\Terminal Server";
    private const string Listener = Server + @"\WinStations\RDP-Tcp";
    private const string Firewall = Services + @"SharedAccess\Parameters\FirewallPolicy";
    private const string Rules = Firewall + @"\FirewallRules";
    private const string Current = @"SOFTWARE\Microsoft\Windows\CurrentVersion";
    private const string Version = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string IpsecPolicies = @"SOFTWARE\Policies\Microsoft\Windows\IPSec";
    private const string Crash = @"SYSTEM\CCS\Control\CrashControl";
    private const string DiskClass = @"SYSTEM\CCS\Control\Class\{4D36E967-E325-11CE-BFC1-08002BE10318}";
    private const string EmsSettings = @"BCD\Objects\{0ce4991b-e6b3-4b16-b23c-5e0d9250e5d9}";
    private const string Agent = @"C:\WindowsAzure\gone\WaAppAgent.exe";

    public static IReadOnlyList<ImageDefect> All { get; } = [.. Boot(), .. Identity(), .. Drivers(), .. Vendors(), .. Reach(), .. FirewallRules(), .. ServiceStarts(), .. Settings(), .. VmAgent()];

    private static IEnumerable<ImageDefect> Boot() =>
    [
        new("ALO2028", "loader of UEFI on MBR", On.Server2008R2, Bcd("12000002", @"\Windows\system32\winload.efi")),
        new("ALO2028", "loader is not there", On.Nt6, Bcd("12000002", @"\Windows\system32\gone.efi") + (disk => RightEnding(disk))),
        new("ALO2028", "loader on another disk", On.Nt6, Bcd("11000001", Bytes.BootPartition(0x50D350D3, 32256))),
        new("ALO2029", "boot.ini through a SCSI driver", On.Server2003, BootIni("multi(0)", "scsi(0)")),
        new("ALO2062", "safe mode's command prompt", On.Nt6, Bcd("26000081", new byte[] { 1 })),
        new("ALO2044", "C: is on another disk", $"{On.Server2003} {On.Xp}", Set(@"SYSTEM\MountedDevices", @"\DosDevices\C:", Bytes.MountedPartition(0x50D350D3, 32256))),
        new("ALO2056", "no integrity checks by the other element", On.Server2008R2, Bcd("16000048", new byte[] { 1 })),
        new("ALO2058", "no /redirect on the entry", On.Server2003, BootIni(" /redirect", "")),
        new("ALO2060", "boot menu without time", On.Server2016, Set(BootManager + @"\Elements\25000004", "Element", new byte[8])),
        new("ALO2061", "serial console on COM2", On.Server2016, Set(EmsSettings + @"\Elements\15000022", "Element", new byte[] { 2, 0, 0, 0, 0, 0, 0, 0 })),
    ];

    private static IEnumerable<ImageDefect> Identity() =>
    [
        new("ALO3035", "last known good configuration", On.Server2008R2, Set(@"SYSTEM\Select", "Failed", 2)),
        new("", "no witness of the architecture but a folder", On.Server2008R2, Machine(0, @"\System32\ntoskrnl.exe", @"\System32\hal.dll", @"\System32\kernel32.dll") + Unset(@"SYSTEM\CCS\Control\Session Manager\Environment", "PROCESSOR_ARCHITECTURE") + Unset(Version, "BuildLabEx")),
        new("ALO3042", "key of a computer's maker", On.Server2003, Set(Version, "ProductId", "76487-OEM-0011903-00102")),
        new("ALO3042", "retail key", On.Server2008R2, Set(Version, "DigitalProductId4", ProductId("Retail"))),
        new("ALO3043", "own activation server", On.Server2016, Set(Version + @"\SoftwareProtectionPlatform", "KeyManagementServiceName", "kms.corp.example")),
    ];

    private static IEnumerable<ImageDefect> Drivers() =>
    [
        new("ALO4002", "vmbus of the integration services on demand", On.Server2003, Start("vmbus", 3)),
        new("ALO4008", "no file of netvsc", On.All, LoseFile("netvsc")),
        new("ALO4009", "no vmstorfl.sys from 2008 R2 on", On.Nt6, LoseFile("storflt")),
        new("ALO4010", "no pciidex.sys", On.Server2003Fat, DeleteBoot(@"\WINDOWS\System32\drivers\pciidex.sys")),
        new("ALO4017", "no heartbeat service", $"{On.Server2003} {On.Xp}", RemoveService("vmicheartbeat")),
        new("ALO4017", "no snapshots on Server 2003", On.Server2003, RemoveService("vmicvss")),
        new("ALO4018", "drivers of VMware", On.Server2008R2, Start("vmci", 0) + Start("vmxnet3ndis6", 3)),
        new("ALO4019", "driver of an Intel processor", On.Server2003, Start("intelppm", 1)),
        new("ALO4023", "VMBus without a package", $"{On.Server2012R2} {On.Server2016}", Remove(@"SYSTEM\DriverDatabase\DeviceIds\ACPI\VMBus")),
        new("ALO4024", "DVD drive off in a generalized image", Generalized, Start("cdrom", 4)),
        new("ALO4033", "old integration components", On.Nt6, OldRevision(@"\System32\drivers\vmstorfl.sys")),
        new("ALO4036", "integration services of 2008 R2", $"{On.Server2003} {On.Xp}", OldBranch(@"\System32\drivers\vmbus.sys", 6, 1)),
        new("ALO4035", "CredSSP before May 2018", On.Nt6, CopyOf(@"\System32\termsrv.dll", @"\System32\tspkg.dll") + OldRevision(@"\System32\tspkg.dll")),
    ];

    private static IEnumerable<ImageDefect> Vendors() =>
    [
        new("ALO4025", "TDI filter of another vendor", On.All, Foreign("PNP_TDI", 1)),
        new("ALO4026", "antivirus of another vendor", On.All, Foreign("FSFilter Anti-Virus", 2)),
        new("ALO4028", "node of a cluster", On.All, Start("ClusSvc", 2)),
        new("ALO4027", "disk filter of another vendor", On.All, Foreign("Base", 1) + Set(DiskClass, "UpperFilters", new[] { "PartMgr", "other" })),
    ];

    private static IEnumerable<ImageDefect> Reach() =>
    [
        new("ALO5003", "DNS for all interfaces", On.Server2008R2, Set(Services + @"Tcpip\Parameters", "NameServer", "10.0.0.1")),
        new("", "DHCP as the network service", On.Server2003, Set(Services + "Dhcp", "ObjectName", @"NT AUTHORITY\NetworkService")),
        new("ALO5005", "DHCP under another account", On.Nt6, Set(Services + "Dhcp", "ObjectName", "LocalSystem")),
        new("ALO5019", "7 Starter", On.Windows7X86, Set(Version, "EditionID", "Starter")),
        new("ALO5020", "no keep-alive", On.Server2008R2, Set(Listener, "KeepAliveTimeout", 0)),
        new("ALO5021", "no reconnect", On.Server2008R2, Set(Listener, "fReconnectSame", 1)),
        new("ALO5022", "no negotiation", On.Server2016, Set(Listener, "SecurityLayer", 0)),
        new("ALO5023", "TSEnabled off", On.Server2003, Set(Server, "TSEnabled", 0)),
        new("ALO5024", "terminal server for applications", On.Server2003, Set(Server, "TSAppCompat", 1)),
        new("ALO5024", "session host", On.Server2016, Set(@"SOFTWARE\Microsoft\ServerManager\ServicingStorage\ServerComponentCache\RDS-RD-Server", "InstallState", 1)),
    ];

    private static IEnumerable<ImageDefect> FirewallRules() =>
    [
        new("ALO5031", "only a package is let in", On.Server2016, Rule("RemoteDesktop-UserMode-In-TCP", "Action=Allow|Active=TRUE|Dir=In|AppPkgId=S-1-15-2-1")),
        new("ALO5031", "a rule that blocks the port", On.Nt6, Rule("block", "Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389")),
        new("ALO5031", "no exceptions in public", On.Nt6, Set(Firewall + @"\PublicProfile", "DoNotAllowExceptions", 1)),
        new("ALO5032", "no exceptions before Vista", On.Xp, Set(Firewall + @"\StandardProfile", "DoNotAllowExceptions", 1)),
        new("ALO5034", "local subnet only", On.Server2016, Rule("RemoteDesktop-UserMode-In-TCP", "Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389|RA4=LocalSubnet")),
        new("ALO5034", "local subnet only before Vista", On.Xp, Set(Firewall + @"\StandardProfile\GloballyOpenPorts\List", "3389:TCP", "3389:TCP:LocalSubNet:Enabled:@xpsp2res.dll,-22009")),
        new("ALO5035", "policy of the firewall", On.Server2008R2, Set(@"SOFTWARE\Policies\Microsoft\WindowsFirewall\DomainProfile", "EnableFirewall", 1)),
        new("ALO5039", "IPsec policy of the machine", On.All, Set(IpsecPolicies + @"\Policy\Local", "ActivePolicy", @"SOFTWARE\Policies\Microsoft\Windows\IPSec\Policy\Local\ipsecPolicy{1}")),
        new("ALO5039", "IPsec policy of a domain", On.All, Set(IpsecPolicies + @"\GPTIPSECPolicy", "DSIPSECPolicyPath", "LDAP://CN=ipsecPolicy{1},CN=IP Security")),
        new("ALO5036", "nothing goes out", On.Nt6, Set(Firewall + @"\PublicProfile", "DefaultOutboundAction", 1) + Unset(Rules, "{c24b7e90-8a15-4f3d-b6d2-71e0a95c3f48}")),
        new("ALO5037", "no ping in the domain", On.Server2016, Unset(Rules, "FPS-ICMP4-ERQ-In-NoScope")),
        new("ALO5038", "WinRM on demand on a server", On.Server2016, Start("WinRM", 3)),
    ];

    private static IEnumerable<ImageDefect> ServiceStarts() =>
    [
        new("ALO6005", "driver of the firewall off", On.Nt6, Start("mpsdrv", 4)),
        new("ALO6006", "library of DHCP is not there", On.All, Set(Services + @"Dhcp\Parameters", "ServiceDll", @"%SystemRoot%\system32\gone.dll")),
        new("ALO6007", "time service on demand", On.Server2003, Start("W32Time", 3)),
        new("ALO6008", "IKEEXT on demand", On.Server2008R2, Start("IKEEXT", 3)),
        new("ALO6009", "iphlpsvc off", On.Server2008R2, Start("iphlpsvc", 4)),
        new("ALO6010", "RemoteRegistry off", On.Server2008R2, Start("RemoteRegistry", 4)),
        new("ALO6012", "Netlogon off", On.Server2003, Start("Netlogon", 4)),
        new("ALO6013", "Netman off", On.Server2003, Start("Netman", 4)),
        new("ALO6014", "WerSvc off", On.Server2008R2, Start("WerSvc", 4)),
        new("ALO6015", "sacsvr on demand", On.Server2008R2, Start("sacsvr", 3)),
        new("ALO6016", "server service off", On.Server2003, Start("LanmanServer", 4)),
        new("ALO6017", "workstation service off", On.Server2003, Start("LanmanWorkstation", 4)),
        new("ALO6018", "firewall service of XP off", On.Xp, Start("SharedAccess", 4)),
        new("ALO6019", "SessionEnv off", On.Server2008R2, Start("SessionEnv", 4)),
        new("ALO6020", "UmRdpService off", On.Server2008R2, Start("UmRdpService", 4)),
        new("ALO6025", "AFD off", On.All, Set(Services + "Dhcp", "DependOnService", new[] { "Afd" }) + Start("AFD", 4)),
    ];

    private static IEnumerable<ImageDefect> Settings() =>
    [
        new("ALO6036", "empty hibernation file", On.Server2003, WriteRoot(@"\hiberfil.sys", new byte[4096])),
        new("ALO6037", "page file of 1.5 GiB", On.All, PageFile(3L << 29)),
        new("ALO6043", "crash dump on D:", On.Server2003, Set(Crash, "DumpFile", @"D:\MEMORY.DMP")),
        new("ALO6044", "small dumps of programs", On.Server2008R2, Set(@"SOFTWARE\Microsoft\Windows\Windows Error Reporting\LocalDumps", "DumpType", 1)),
        new("ALO6051", "automatic logon", On.Server2003, Set(Version + @"\Winlogon", "AutoAdminLogon", "1")),
        new("ALO6052", "diagnostic start", On.Server2003, Make(@"SOFTWARE\Microsoft\Shared Tools\MSConfig\services\Spooler")),
        new("ALO6053", "profiles of 30 days", On.Server2008R2, Set(@"SOFTWARE\Policies\Microsoft\Windows\System", "CleanupProfiles", 30)),
    ];

    private static IEnumerable<ImageDefect> VmAgent() =>
    [
        new("ALO8004", "no agent", On.Server2016, RemoveService("WindowsAzureGuestAgent") + RemoveService("RdAgent")),
        new("ALO8005", "agent on demand", On.Server2016, Start("RdAgent", 3)),
        new("ALO8006", "agent's program is not there", On.Server2016, Set(Services + "RdAgent", "ImagePath", Agent)),
        new("ALO8007", "old agent", On.Server2016, CopyAgent(@"\System32\agent.exe") + OldRevision(@"\System32\agent.exe") + Set(Services + "WindowsAzureGuestAgent", "ImagePath", @"C:\Windows\System32\agent.exe")),
        new("ALO8008", "no update for SHA-2", On.Server2008R2, Remove(Current + @"\Component Based Servicing\Packages\Package_for_KB4474419~31bf3856ad364e35~amd64~~6.1.3.2")),
    ];

    private static Action<GuestDisk> Rule(string name, string text) => Set(Rules, name, $"v2.10|{text}|Name=changed|");

    /// <summary>A driver that starts with the system and whose file names another company.</summary>
    private static Action<GuestDisk> Foreign(string group, int type)
        => CopyOf(@"\System32\drivers\tcpip.sys", @"\System32\drivers\other.sys", "Microsoft Corporation", "Otherware Corporation")
            + Start("other", 1) + Set(Services + "other", "Type", type) + Set(Services + "other", "Group", group) + Set(Services + "other", "ImagePath", @"System32\drivers\other.sys");

    /// <summary>Copies a file below the system root, with one text in its version resource replaced by another of the same length.</summary>
    private static Action<GuestDisk> CopyOf(string path, string copy, string text = "", string other = "") => disk =>
    {
        byte[] program = disk.ReadSystemFile(path);
        if (text.Length > 0)
        {
            int at = program.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text));
            Assert.InRange(at, 1, program.Length);
            Assert.Equal(text.Length, other.Length);
            Encoding.Unicode.GetBytes(other).CopyTo(program, at);
        }

        disk.WriteSystemFile(copy, program);
    };

    private static Action<GuestDisk> CopyAgent(string copy) => disk =>
    {
        string image = disk.Healthy.Facts.Settings!.Services["WindowsAzureGuestAgent"].ImagePath.Value!;
        disk.WriteSystemFile(copy, disk.ReadFile(disk.Healthy.WindowsPartition, image["C:".Length..]));
    };

    private static void RightEnding(GuestDisk disk)
    {
        if (disk.Healthy.Fixture == On.Server2008R2) Bcd("12000002", @"\Windows\system32\gone.exe")(disk);
    }

    /// <summary>The structure that holds the channel of a product key at 0x3F8.</summary>
    private static byte[] ProductId(string channel)
    {
        byte[] value = new byte[0x4F8];
        Encoding.Unicode.GetBytes(channel).CopyTo(value, 0x3F8);
        return value;
    }
}
