namespace AzLegacyOs.Policy.Facts;

public enum GuestFamily
{
    Windows,
    Linux,
    Bsd,
    Other,
}

/// <summary>The releases of Windows that the support matrix knows.</summary>
public enum WindowsRelease
{
    WindowsNT4,
    Windows2000,
    WindowsXP,
    WindowsServer2003,
    WindowsServer2003R2,
    WindowsVista,
    WindowsServer2008,
    Windows7,
    WindowsServer2008R2,
    Windows8,
    WindowsServer2012,
    Windows81,
    WindowsServer2012R2,
    Windows10,
    WindowsServer2016,
    WindowsServer2019,
    WindowsServer2022,
    Windows11,
    WindowsServer2025,
}

public enum MachineArchitecture
{
    X86,
    X64,
    Arm64,
    IA64,
}

public enum InstallationKind
{
    Client,
    Server,
    DomainController,
}

/// <summary>Whether Windows was prepared for deployment (sysprep) or is a finished installation.</summary>
public enum SetupState
{
    Specialized,
    Generalized,
    Indeterminate,
}

/// <summary>Who the guest is. What it is set to is in <see cref="GuestSettings"/>.</summary>
public sealed record GuestFacts
{
    public required GuestFamily Family { get; init; }

    /// <summary>Null where the version is not one that the support matrix knows.</summary>
    public WindowsRelease? Release { get; init; }

    public string? ProductName { get; init; }

    /// <summary>EditionID from Vista on; derived from product name and suite before.</summary>
    public string? Edition { get; init; }

    /// <summary>Major, minor and build: "5.2.3790".</summary>
    public string? Version { get; init; }

    public int? Build { get; init; }

    /// <summary>Number of the service pack; 0 for none, null where it could not be read.</summary>
    public int? ServicePack { get; init; }

    public MachineArchitecture? Architecture { get; init; }

    /// <summary>Where the architecture was read from, every witness named.</summary>
    public string? ArchitectureEvidence { get; init; }

    public InstallationKind? Kind { get; init; }

    /// <summary>Set by the judgement from <see cref="GuestSettings.Setup"/>; null before it.</summary>
    public SetupState? State { get; init; }

    public string? ComputerName { get; init; }

    /// <summary>The system root without a drive letter: "\WINDOWS".</summary>
    public string? SystemRoot { get; init; }

    /// <summary>Number of the partition that holds the system root.</summary>
    public int? PartitionNumber { get; init; }

    /// <summary>How the installation was found: "boot.ini", "BCD" or "search".</summary>
    public string? FoundBy { get; init; }

    /// <summary>Other installations on the disk, for example "\WINNT on partition 2".</summary>
    public IReadOnlyList<string> OtherInstallations { get; init; } = [];

    /// <summary>For a guest that is not Windows: what was seen ("ext4 on partition 1", "Linux swap", ...).</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];
}
