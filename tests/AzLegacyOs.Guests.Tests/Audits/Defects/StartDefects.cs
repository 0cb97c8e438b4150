using static AzLegacyOs.Guests.Tests.Audits.Defects.DiskChange;
using static AzLegacyOs.Guests.Tests.Audits.Defects.FileChange;
using static AzLegacyOs.Guests.Tests.Audits.Defects.RegistryChange;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Rules ALO1xxx to ALO3xxx: one line is one defect.</summary>
internal static class StartDefects
{
    private const long GiB = 1L << 30;

    private const string Setup = @"SYSTEM\Setup";
    private const string ImageState = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State";
    private const string Version = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    public static IReadOnlyList<ImageDefect> All { get; } = [.. Image(), .. Sizes(), .. Partitions(), .. Boot(), .. Volumes(), .. BootEntry(), .. Identity(), .. SetupState(), .. Reading()];

    private static IEnumerable<ImageDefect> Image() =>
    [
        new("ALO1001", "VHDX", On.Server2003, Convert("vhdx")),
        new("ALO1001", "VMDK", On.Server2003, Convert("vmdk")),
        new("ALO1001", "VDI", On.Server2003, Convert("vdi")),
        new("ALO1001", "raw", On.Server2003, Convert("raw")),
        new("ALO1002", "dynamic", On.Server2003, Convert("vpc", "subformat=dynamic,force_size=on")),
        new("ALO1001 ALO1003 ALO3034", "parent missing", On.Empty, Difference(parentStays: false)),
        new("ALO1001 ALO1007", "parent found", On.Server2003, Difference(parentStays: true)),
        new("ALO1004", "no whole MiB", On.Server2003, MoveFooter(512, growDisk: true)),
        new("ALO1005", "trailing bytes", On.Server2003, MoveFooter(4096, growDisk: false)),
        new("ALO1006", "second partition table damaged", On.Server2016, FromEnd(1024, 0)),
        new("ALO1008", "checkpoint beside it", On.Server2003, Checkpoint),
        new("ALO1011", "footer checksum", On.Server2003, FromEnd(448, 0x12, 0x34)),
        new("ALO1012", "footer version", On.Server2003, Footer(12, 0, 2)),
        new("ALO1002 ALO1013", "no footer at the end", On.Server2003, Convert("vpc", "subformat=dynamic,force_size=on") + FromEnd(512, new byte[512])),
        new("ALO1014", "footer of 511 bytes", On.Server2003, Cut(1)),
        new("ALO1015", "saved state", On.Server2003, Footer(84, 1)),
    ];

    private static IEnumerable<ImageDefect> Sizes() =>
    [
        new("ALO1021", "19 MiB", On.Empty, Create("vpc", "19M", "subformat=fixed,force_size=on")),
        new("ALO1001 ALO1022", "33 TiB", On.Empty, Create("vhdx", "33T")),
        new("ALO1001 ALO1023", "2049 GiB on Generation 1", On.Server2003, Grow("2049G")) { Silences = "ALO1004" },
        new("ALO1001 ALO1024", "4096 GiB", On.Server2003, Grow("4096G")) { Silences = "ALO1004" },
        new("ALO1001 ALO1006 ALO1024 ALO2008", "4096 GiB on GPT", On.Server2016, Grow("4096G")),
        new("ALO1025", "2044 GiB", On.Server2003, MoveFooter(2000 * GiB, growDisk: true) + MoveFooter(44 * GiB, growDisk: true)),
    ];

    private static IEnumerable<ImageDefect> Partitions() =>
    [
        new("ALO2001", "no partition table", On.Server2003, PartitionAlone),
        new("ALO2002", "none active", On.Server2003, Partition("sfdisk", "--activate", "{}", "-")),
        new("ALO2003", "two active", On.Server2008R2, Partition("sfdisk", "--activate", "{}", "1", "2")),
        new("ALO2004 ALO3021 ALO8002 ALO8008", "2008 R2 on GPT", On.Server2016, Set(Version, "CurrentBuildNumber", "7601") + Set(Version, "CurrentVersion", "6.1") + Unset(Version, "CurrentMajorVersionNumber")),
        new("ALO2005", "no EFI partition", On.Server2016, Partition("sgdisk", "--typecode=1:0700", "{}")),
        new("ALO2006", "11 on MBR", On.Windows8, Set(Version, "CurrentBuildNumber", "26100") + Set(Version, "CurrentMajorVersionNumber", 10) + Set(Version, "CurrentMinorVersionNumber", 0)) { Silences = "ALO8001" },
        new("ALO1001 ALO2007", "sectors of 4096 bytes", On.Empty, LargeSectors),
        new("ALO2008", "six partitions", On.Server2016, Partition("sgdisk", "--set-alignment=1", "--new=4:34:40", "--new=5:41:50", "--new=6:51:60", "{}")),
    ];

    private static IEnumerable<ImageDefect> Boot() =>
    [
        new("ALO2027", "ntldr compressed", On.Server2003, CompressBoot("ntldr")),
        new("ALO2027", "bootmgr compressed", On.Server2008R2, CompressBoot("bootmgr")),
        new("ALO2021", "no ntldr", On.Server2003Fat, DeleteBoot(@"\ntldr")),
        new("ALO2021", "no bootmgr", On.Server2008R2, RenameBoot("bootmgr", "bootmgs")),
        new("ALO2021", "no bootmgfw.efi", On.Server2016, DeleteBoot(@"\EFI\Microsoft\Boot\bootmgfw.efi")),
        new("ALO2022", "default entry does not exist", On.Nt6, Set(BootManager + @"\Elements\23000003", "Element", "{11111111-2222-3333-4444-555555555555}")),
        new("ALO2022", "boot.ini names another partition", On.Server2003, BootIni("partition(1)", "partition(2)")),
        new("ALO2023", "damaged osdevice", On.Nt6, Bcd("21000001", new byte[] { 1, 2, 3 })),
        new("ALO2024", "hibernated before 8", $"{On.Server2003} {On.Server2008R2}", WriteRoot(@"\hiberfil.sys", [.. "hibr"u8, .. new byte[4092]])),
        new("ALO2024", "hibernated", On.Server2016, WriteRoot(@"\hiberfil.sys", [.. "HIBR"u8, .. new byte[4092]])),
        new("ALO2025", "a second installation", $"{On.Server2003} {On.Xp}", SecondInstallation(@"\WINNT")),
        new("ALO2026", "safe mode in boot.ini", On.Server2003, BootIni("/fastdetect", "/fastdetect /safeboot:minimal")),
        new("ALO2026", "safe mode", On.Nt6, Bcd("25000080", new byte[8])),
    ];

    private static IEnumerable<ImageDefect> Volumes() =>
    [
        new("ALO2031 ALO3001", "BitLocker", On.Server2003, WindowsPartition(3, [.. "-FVE-FS-"u8])) { Silences = "ALO3021 ALO3041 ALO4032 ALO4034 ALO5025 ALO7011 ALO8001" },
        new("ALO2032", "dynamic disk", On.Server2003, Partition("sfdisk", "--part-type", "{}", "1", "42")),
        new("ALO2033", "unclean volume", On.All, MarkDirty),
        new("ALO2034", "journal with work in it", On.All, LeaveJournal),
        new("ALO2041", "other disks stay offline", On.Nt6, Set(@"SYSTEM\CCS\Services\partmgr\Parameters", "SanPolicy", 3)),
        new("ALO2042", "no automount", On.Server2003, Set(@"SYSTEM\CCS\Services\MountMgr", "NoAutoMount", 1)),
        new("ALO2043", "D: in use", On.All, Set(@"SYSTEM\MountedDevices", @"\DosDevices\D:", Bytes.MountedPartition(0x11223344, 32256))),
    ];

    private static IEnumerable<ImageDefect> BootEntry() =>
    [
        new("ALO2051", "recovery on", On.Nt6, Bcd("16000009", new byte[] { 1 })),
        new("ALO2051", "recovery by default", On.Nt6, Remove(Loader + @"\Elements\16000009")),
        new("ALO2052", "shows all failures", On.Nt6, Bcd("250000e0", new byte[8])),
        new("ALO2053", "no EMS", On.Nt6, Bcd("260000b0", new byte[1])),
        new("ALO2054", "kernel debugger", On.Nt6, Bcd("260000a0", new byte[] { 1 })),
        new("ALO2054", "test signing", On.Nt6, Bcd("16000049", new byte[] { 1 })),
        new("ALO2055", "one-time entry", On.Nt6, Set(BootManager + @"\Elements\24000002", "Element", new[] { "{11111111-2222-3333-4444-555555555555}" })),
        new("ALO2056", "no integrity checks", On.Nt6, Bcd("1500004b", new byte[] { 2, 0, 0, 0, 0, 0, 0, 0 })),
        new("ALO2057", "no menu", On.Nt6, Set(BootManager + @"\Elements\26000020", "Element", new byte[1])),
        new("ALO2058", "no EMS in boot.ini", On.Server2003, BootIni("redirect=COM1\r\n", "")),
        new("ALO2059", "/3GB", On.Server2003, BootIni("/fastdetect", "/fastdetect /3GB")),
        new("ALO2059", "increaseuserva", On.Server2008R2, Bcd("25000032", new byte[] { 0, 12, 0, 0, 0, 0, 0, 0 })),
    ];

    private static IEnumerable<ImageDefect> Identity() =>
    [
        new("ALO3003", "FreeBSD", On.Empty, Partition("sgdisk", "--new=1:2048:0", "--typecode=1:a503", "{}")) { Silences = "ALO3001" },
        new("ALO1001 ALO3004", "Windows 9x", On.Empty, FatDisk("WINDOWS/SYSTEM.DAT", [.. "CREG"u8])) { Silences = "ALO3001" },
        new("ALO3005", "unknown release", On.Server2016, Set(Version, "CurrentBuildNumber", "99999") + Set(Version, "CurrentMajorVersionNumber", 12)),
        new("ALO3006", "Itanium", On.Server2003, Machine(0x200, @"\System32\ntoskrnl.exe", @"\System32\hal.dll", @"\System32\kernel32.dll") + Set(@"SYSTEM\CCS\Control\Session Manager\Environment", "PROCESSOR_ARCHITECTURE", "IA64")) { Silences = "ALO3021 ALO7011 ALO8001" },
        new("ALO3007", "no architecture", On.Server2003, Machine(0, @"\System32\ntoskrnl.exe", @"\System32\hal.dll", @"\System32\kernel32.dll") + Unset(@"SYSTEM\CCS\Control\Session Manager\Environment", "PROCESSOR_ARCHITECTURE")) { Silences = "ALO3021 ALO7011 ALO8001" },
        new("ALO3024", "domain controller", On.All, Set(@"SYSTEM\CCS\Control\ProductOptions", "ProductType", "LanmanNT")),
    ];

    private static IEnumerable<ImageDefect> SetupState() =>
    [
        new("ALO3011", "2003 generalized", On.Server2003, Set(Setup, "SystemSetupInProgress", 1) + Set(Setup, "SetupType", 1) + Set(Setup, "CmdLine", "setup -newsetup -mini") + Set(Setup, "MiniSetupInProgress", 1)),
        new("ALO3011", "7 x86 generalized", On.Windows7X86, ImageStateOf("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE")),
        new("ALO3012", "generalized", On.Nt6, ImageStateOf("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE")),
        new("ALO3013", "undeployable", On.Nt6, ImageStateOf("IMAGE_STATE_UNDEPLOYABLE")),
        new("ALO3013", "text-mode set-up before its end", On.Server2003, Set(Setup, "SystemSetupInProgress", 1) + Set(Setup, "SetupType", 1)),
        new("ALO3014", "witnesses of set-up disagree", On.Nt6, Set(ImageState, "ImageState", "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE")),
    ];

    private static IEnumerable<ImageDefect> Reading() =>
    [
        new("ALO3031 ALO5041", "SAM is no hive", On.All, Garbage("SAM")),
        new("ALO3032", "SYSTEM dirty without logs", On.All, HiveChange.Dirty("SYSTEM")),
        new("ALO3033", "SYSTEM replayed from its log", On.All, HiveChange.DirtyWithLog("SYSTEM")),
        new("ALO3034", "firewall rule that is none", On.Nt6, Set(@"SYSTEM\CCS\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules", "odd", "no rule")),
    ];

    private static Action<GuestDisk> ImageStateOf(string state) => Set(ImageState, "ImageState", state) + Write(@"\Setup\State\State.ini", $"[State]\r\nImageState={state}\r\n");

    private static Action<GuestDisk> Garbage(string hive) => disk => disk.WriteHive(hive, new byte[8192]);
}
