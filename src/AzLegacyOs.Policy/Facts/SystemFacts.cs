namespace AzLegacyOs.Policy.Facts;

/// <summary>Clock and time zone.</summary>
public sealed record TimeFacts
{
    /// <summary>Control\TimeZoneInformation, RealTimeIsUniversal: 1 takes the hardware clock for UTC.</summary>
    public required Observed<uint> RealTimeIsUniversal { get; init; }

    /// <summary>The name of the time zone: TimeZoneKeyName, or StandardName before Vista.</summary>
    public required Observed<string> TimeZone { get; init; }

    /// <summary>Services\w32time\Parameters, Type: NTP, NT5DS, NoSync or AllSync.</summary>
    public required Observed<string> SynchronisationType { get; init; }

    /// <summary>Services\w32time\Parameters, NtpServer.</summary>
    public required Observed<string> NtpServer { get; init; }
}

/// <summary>Power plan; Vista and later.</summary>
public sealed record PowerFacts
{
    /// <summary>The GUID of the active power scheme, without braces.</summary>
    public required Observed<string> ActiveScheme { get; init; }

    /// <summary>Seconds after which the active scheme turns the screen off on mains power; missing where it was never changed.</summary>
    public required Observed<uint> ScreenTimeout { get; init; }
}

/// <summary>The environment that services and scripts get.</summary>
public sealed record EnvironmentFacts
{
    public required Observed<string> Temp { get; init; }

    public required Observed<string> Tmp { get; init; }

    /// <summary>SOFTWARE, Microsoft\Command Processor, AutoRun: what every cmd.exe runs first.</summary>
    public required Observed<string> CommandAutoRun { get; init; }
}

/// <summary>What happens after a stop error.</summary>
public sealed record CrashFacts
{
    /// <summary>0 none, 1 complete, 2 kernel, 3 small, 7 automatic.</summary>
    public required Observed<uint> CrashDumpEnabled { get; init; }

    public required Observed<string> DumpFile { get; init; }

    /// <summary>1 makes the portal's "send non-maskable interrupt" write a dump.</summary>
    public required Observed<uint> NmiCrashDump { get; init; }

    public required Observed<uint> AutoReboot { get; init; }

    /// <summary>SOFTWARE, Windows Error Reporting\LocalDumps, DumpFolder.</summary>
    public required Observed<string> LocalDumpFolder { get; init; }

    /// <summary>The same key, DumpType: 0 custom, 1 mini, 2 full.</summary>
    public required Observed<uint> LocalDumpType { get; init; }

    /// <summary>The same key, DumpCount (which Windows reads), or else CrashCount (which the preparation article writes).</summary>
    public Observed<uint> LocalDumpCount { get; init; } = Observed.Missing<uint>("");
}

/// <summary>Work that waits for the next start.</summary>
public sealed record PendingFacts
{
    /// <summary>Component Based Servicing\RebootPending exists.</summary>
    public required Observed<bool> ServicingReboot { get; init; }

    /// <summary>WindowsUpdate\Auto Update\RebootRequired exists.</summary>
    public required Observed<bool> UpdateReboot { get; init; }

    /// <summary>\WinSxS\pending.xml exists: servicing stopped half-way.</summary>
    public required Observed<bool> ServicingTransaction { get; init; }

    /// <summary>Session Manager, PendingFileRenameOperations: how many files are to be renamed or deleted.</summary>
    public required Observed<int> FileRenames { get; init; }
}

/// <summary>What happens at logon and start-up besides what the person expects.</summary>
public sealed record LogonFacts
{
    /// <summary>Winlogon, AutoAdminLogon: "1" logs on without a person.</summary>
    public required Observed<string> AutoAdminLogon { get; init; }

    /// <summary>Policy CleanupProfiles: days after which profiles are deleted at start.</summary>
    public required Observed<uint> CleanupProfiles { get; init; }

    /// <summary>Services that MSConfig has turned off and remembers.</summary>
    public required Observed<IReadOnlyList<string>> ServicesOffByMsConfig { get; init; }

    /// <summary>Lsa, LimitBlankPasswordUse: 1 keeps accounts without a password from logging on remotely.</summary>
    public required Observed<uint> LimitBlankPasswordUse { get; init; }
}

/// <summary>Memory settings that change what a guest can use.</summary>
public sealed record MemoryFacts
{
    /// <summary>Memory Management, PhysicalAddressExtension: 1 where the running system used PAE.</summary>
    public required Observed<uint> PhysicalAddressExtension { get; init; }

    /// <summary>Memory Management, DisablePagingExecutive: 1 keeps drivers and the kernel in memory.</summary>
    public required Observed<uint> DisablePagingExecutive { get; init; }

    /// <summary>Original name of the kernel file: ntoskrnl.exe, ntkrnlmp.exe, ntkrnlpa.exe or ntkrpamp.exe.</summary>
    public required Observed<string> KernelOriginalName { get; init; }
}

/// <summary>Bytes that files in the root of the system volume take.</summary>
/// <param name="PageFile">\pagefile.sys; missing where there is none.</param>
/// <param name="HibernationFile">\hiberfil.sys; missing where there is none.</param>
public sealed record BigFileFacts(Observed<long> PageFile, Observed<long> HibernationFile);

/// <summary>Membership in a domain.</summary>
public sealed record DomainFacts
{
    /// <summary>Whether the security policy holds the SID of a primary domain.</summary>
    public required Observed<bool> IsMember { get; init; }

    /// <summary>Tcpip\Parameters, NV Domain: the DNS suffix of the computer.</summary>
    public required Observed<string> DnsDomain { get; init; }

    /// <summary>Services\NTDS\Parameters, DSA Database file: the directory of a domain controller.</summary>
    public required Observed<string> DirectoryDatabase { get; init; }
}
