namespace AzLegacyOs.Policy.Facts;

/// <summary>boot.ini, the boot menu of NT 4 to Server 2003.</summary>
public sealed record BootIniFacts
{
    /// <summary>The file and the partition that it is on.</summary>
    public required string Where { get; init; }

    /// <summary>[boot loader], default=: the ARC path that starts unattended.</summary>
    public required Observed<string> Default { get; init; }

    /// <summary>Whether default= names one of the lines; false also where there is no line at all.</summary>
    public required bool DefaultIsListed { get; init; }

    /// <summary>The line that starts unattended; null where there is none.</summary>
    public BootIniEntryFacts? DefaultEntry { get; init; }

    /// <summary>[boot loader], timeout=, in seconds.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>[boot loader], redirect=: the serial port of Emergency Management Services.</summary>
    public required Observed<string> Redirect { get; init; }

    /// <summary>[boot loader], redirectbaudrate=.</summary>
    public required Observed<string> RedirectBaudRate { get; init; }

    /// <summary>The lines of [operating systems].</summary>
    public IReadOnlyList<BootIniEntryFacts> Entries { get; init; } = [];
}

/// <summary>A line of [operating systems].</summary>
/// <param name="Path">The ARC path, or a boot sector file.</param>
/// <param name="Title">The name in the menu.</param>
/// <param name="Switches">The switches without their slash, in capital letters, with their values; "" for a switch without one.</param>
/// <param name="PartitionNumber">The partition that the path names on this disk; null where it names none.</param>
public sealed record BootIniEntryFacts(string Path, string Title, IReadOnlyDictionary<string, string> Switches, int? PartitionNumber);

/// <summary>The boot store (BCD) of Vista and later: what its default entry is set to, inherited settings included.</summary>
/// <remarks>Elements: https://learn.microsoft.com/previous-versions/windows/desktop/bcd/bcd-enumerations.</remarks>
public sealed record BcdFacts
{
    /// <summary>The file and the partition that it is on.</summary>
    public required string Where { get; init; }

    /// <summary>bootmgr, default: the id of the entry that starts unattended.</summary>
    public required Observed<string> DefaultObject { get; init; }

    /// <summary>Whether that entry exists.</summary>
    public required Observed<bool> DefaultExists { get; init; }

    /// <summary>bootmgr, displaybootmenu.</summary>
    public required Observed<bool> DisplayBootMenu { get; init; }

    /// <summary>bootmgr, timeout, in seconds.</summary>
    public required Observed<ulong> Timeout { get; init; }

    /// <summary>bootmgr, bootems.</summary>
    public required Observed<bool> BootEms { get; init; }

    /// <summary>bootmgr, bootsequence: entries that the next start alone will use.</summary>
    public required Observed<string> BootSequence { get; init; }

    /// <summary>{emssettings}, emsport.</summary>
    public required Observed<ulong> EmsPort { get; init; }

    /// <summary>{emssettings}, emsbaudrate.</summary>
    public required Observed<ulong> EmsBaudRate { get; init; }

    /// <summary>Default entry, path: the loader program.</summary>
    public required Observed<string> LoaderPath { get; init; }

    /// <summary>Whether the loader program exists on the partition that device names; missing where that could not be looked for.</summary>
    public Observed<bool> LoaderExists { get; init; } = Observed.Missing<bool>("");

    /// <summary>Default entry, device, in words: where the loader program is.</summary>
    public required Observed<string> Device { get; init; }

    /// <summary>The partition of this disk that device names; null where it names none.</summary>
    public int? DevicePartitionNumber { get; init; }

    /// <summary>Default entry, osdevice, in words: where Windows is.</summary>
    public required Observed<string> OsDevice { get; init; }

    /// <summary>The partition of this disk that osdevice names; null where it names none.</summary>
    public int? OsDevicePartitionNumber { get; init; }

    /// <summary>Default entry, systemroot.</summary>
    public required Observed<string> SystemRoot { get; init; }

    /// <summary>Default entry, recoveryenabled.</summary>
    public required Observed<bool> RecoveryEnabled { get; init; }

    /// <summary>Default entry, bootstatuspolicy: 1 ignores all failures.</summary>
    public required Observed<ulong> BootStatusPolicy { get; init; }

    /// <summary>Default entry, integrityservices: 0 default, 1 enable, 2 disable.</summary>
    public required Observed<ulong> IntegrityServices { get; init; }

    /// <summary>bootmgr, integrityservices, with the same numbers.</summary>
    public Observed<ulong> BootManagerIntegrityServices { get; init; } = Observed.Missing<ulong>("");

    /// <summary>Default entry, nointegritychecks.</summary>
    public Observed<bool> NoIntegrityChecks { get; init; } = Observed.Missing<bool>("");

    /// <summary>Default entry, ems.</summary>
    public required Observed<bool> Ems { get; init; }

    /// <summary>Default entry, safeboot: 0 minimal, 1 network, 2 directory services repair.</summary>
    public required Observed<ulong> SafeBoot { get; init; }

    /// <summary>Default entry, debug.</summary>
    public required Observed<bool> KernelDebugger { get; init; }

    /// <summary>Default entry, bootdebug.</summary>
    public required Observed<bool> BootDebug { get; init; }

    /// <summary>Default entry, testsigning.</summary>
    public required Observed<bool> TestSigning { get; init; }

    /// <summary>Default entry, winpe.</summary>
    public required Observed<bool> WinPe { get; init; }

    /// <summary>Default entry, hypervisorlaunchtype: 0 off, 1 automatic.</summary>
    public required Observed<ulong> HypervisorLaunch { get; init; }

    /// <summary>Default entry, pae: 0 default, 1 on, 2 off.</summary>
    public required Observed<ulong> Pae { get; init; }

    /// <summary>Default entry, increaseuserva, in MB: the successor of /3GB.</summary>
    public required Observed<ulong> IncreaseUserVa { get; init; }

    /// <summary>Default entry, safebootalternateshell: safe mode with a command prompt in place of the desktop.</summary>
    public Observed<bool> AlternateShell { get; init; } = Observed.Missing<bool>("");

    /// <summary>Default entry, detecthal: the loader chooses HAL and kernel at each start.</summary>
    public Observed<bool> DetectHal { get; init; } = Observed.Missing<bool>("");

    /// <summary>Default entry, isolatedcontext; on in ordinary entries of Windows 8 and later.</summary>
    public Observed<bool> IsolatedContext { get; init; } = Observed.Missing<bool>("");

    /// <summary>Default entry, graphicsmodedisabled: the loader shows text.</summary>
    public Observed<bool> GraphicsModeDisabled { get; init; } = Observed.Missing<bool>("");

    /// <summary>Default entry, nx: 0 opt in, 1 opt out, 2 always off, 3 always on.</summary>
    public Observed<ulong> Nx { get; init; } = Observed.Missing<ulong>("");

    /// <summary>Default entry, debugtype: 0 serial, 1 IEEE 1394, 2 USB, 3 network, 4 local.</summary>
    public Observed<ulong> DebugType { get; init; } = Observed.Missing<ulong>("");

    /// <summary>Default entry, debugport: the number of the serial port.</summary>
    public Observed<ulong> DebugPort { get; init; } = Observed.Missing<ulong>("");

    /// <summary>Default entry, baudrate of the debugger.</summary>
    public Observed<ulong> DebugBaudRate { get; init; } = Observed.Missing<ulong>("");

    /// <summary>Default entry, recoverysequence: the id of the recovery environment.</summary>
    public Observed<string> RecoverySequence { get; init; } = Observed.Missing<string>("");

    /// <summary>Default entry, resumeobject: the id of the entry that takes a hibernated session back.</summary>
    public Observed<string> ResumeObject { get; init; } = Observed.Missing<string>("");

    /// <summary>The names in the boot menu of all entries that start a Windows: "Windows Server 2008 R2".</summary>
    public IReadOnlyList<string> EntryNames { get; init; } = [];
}
