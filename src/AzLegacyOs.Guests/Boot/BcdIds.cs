namespace AzLegacyOs.Guests.Boot;

/// <summary>The well-known objects of a boot store.</summary>
/// <remarks>https://learn.microsoft.com/previous-versions/windows/desktop/bcd/bcd-reference; the GUIDs are what "bcdedit /enum all /v" shows on every system.</remarks>
internal static class BcdObjects
{
    public static readonly Guid BootManager = new("9dea862c-5cdd-4e70-acc1-f32b344d4795");
    public static readonly Guid LegacyLoader = new("466f5a88-0af2-4f76-9038-095b170dc21c");
    public static readonly Guid EmsSettings = new("0ce4991b-e6b3-4b16-b23c-5e0d9250e5d9");
}

/// <summary>The elements of a boot store that matter here.</summary>
/// <remarks>
/// BcdLibraryElementTypes, BcdBootMgrElementTypes and BcdOSLoaderElementTypes,
/// https://learn.microsoft.com/previous-versions/windows/desktop/bcd/bcd-enumerations.
/// </remarks>
internal static class BcdElements
{
    public const uint ApplicationDevice = 0x11000001;
    public const uint ApplicationPath = 0x12000002;
    public const uint Description = 0x12000004;
    public const uint Inherit = 0x14000006;
    public const uint RecoveryEnabled = 0x16000009;
    public const uint BootEms = 0x16000020;
    public const uint NoIntegrityChecks = 0x16000048;
    public const uint TestSigning = 0x16000049;
    public const uint BootDebug = 0x16000010;
    public const uint EmsPort = 0x15000022;
    public const uint EmsBaudRate = 0x15000023;
    public const uint IntegrityServices = 0x1500004B;
    public const uint DefaultObject = 0x23000003;
    public const uint BootSequence = 0x24000002;
    public const uint Timeout = 0x25000004;
    public const uint DisplayBootMenu = 0x26000020;
    public const uint OsDevice = 0x21000001;
    public const uint SystemRoot = 0x22000002;
    public const uint WinPe = 0x26000022;
    public const uint Pae = 0x25000021;
    public const uint SafeBoot = 0x25000080;
    public const uint KernelDebugger = 0x260000A0;
    public const uint Ems = 0x260000B0;
    public const uint BootStatusPolicy = 0x250000E0;
    public const uint HypervisorLaunch = 0x250000F0;
    public const uint IncreaseUserVa = 0x25000032;
    public const uint AlternateShell = 0x26000081;
    public const uint DetectHal = 0x26000010;
    public const uint IsolatedContext = 0x16000060;
    public const uint GraphicsModeDisabled = 0x16000046;
    public const uint Nx = 0x25000020;
    public const uint DebugType = 0x15000011;
    public const uint DebugPort = 0x15000013;
    public const uint DebugBaudRate = 0x15000014;
    public const uint RecoverySequence = 0x14000008;
    public const uint ResumeObject = 0x23000003; // the number of another setting in the boot manager
}

/// <summary>The types of objects that matter here.</summary>
internal static class BcdTypes
{
    public const uint OsLoader = 0x10200003;
    public const uint LegacyLoader = 0x10300006;
}
