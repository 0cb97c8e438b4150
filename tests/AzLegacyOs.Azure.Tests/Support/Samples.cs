using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Azure.Tests.Support;

internal static class Samples
{
    public const long MiB = 1024 * 1024;

    public static SparseDisk Disk(int seed = 1) => new(
        (32 * MiB) - 63 * 512, // not a whole number of MiB, as old disks are
        seed,
        (0, 512),
        (63 * 512, 8192),
        (5 * MiB, 300_000),
        ((12 * MiB) - 1024, 4096), // across a border of 4 MiB
        (20 * MiB, (int)(5 * MiB)),
        ((32 * MiB) - 64 * 512, 512));

    public static DeploymentRequest Request => new() { ImagePath = "sample.vhd", Name = "legacy01", ResourceGroup = "rg-legacy", Location = "westeurope", Upload = new UploadOptions { StateFolder = null } };

    public static Assessment Server2003 => new()
    {
        Path = "sample.vhd",
        Verdict = Verdict.ReadyWithWarnings,
        Disk = new DiskFacts { Format = ImageFormat.Vhd, Subformat = ImageSubformat.Dynamic, VirtualSize = 32 * MiB, FileSize = 8 * MiB, PartitionStyle = PartitionStyle.Mbr, Generation = VmGeneration.V1 },
        Guest = new GuestFacts { Family = GuestFamily.Windows, Release = WindowsRelease.WindowsServer2003R2, Architecture = MachineArchitecture.X86, Version = "5.2.3790" },
        Status = new SupportStatus
        {
            Name = "Windows Server 2003 R2 (x86)",
            Family = GuestFamily.Windows,
            AsOf = new DateTime(2026, 11, 20),
            Deployable = SupportAnswer.Yes,
            OsSupported = SupportAnswer.No,
            AgentCapable = SupportAnswer.No,
            ImageState = ImageStateSupport.SpecializedOnly,
            Marketplace = SupportAnswer.No,
            InPlaceUpgrade = SupportAnswer.No,
            MaxVirtualProcessors = 2,
        },
        Statistics = new ReadStatistics(0, 0),
    };

    /// <summary>A guest whose VM agent no rule objects to.</summary>
    public static Assessment WithAgent => Server2003 with
    {
        Guest = new GuestFacts { Family = GuestFamily.Windows, Release = WindowsRelease.WindowsServer2016, Architecture = MachineArchitecture.X64 },
        Status = SupportMatrix.GetStatus(WindowsRelease.WindowsServer2016, MachineArchitecture.X64, new DateTime(2026, 11, 20)),
        Settings = new GuestSettings
        {
            ControlSet = "ControlSet001",
            Setup = null!,
            Boot = null!,
            RemoteDesktop = null!,
            NetworkInterfaces = [],
            Hives = [],
            Services = new Dictionary<string, ServiceFacts>(),
        },
    };

    public static Finding Blocker(string ruleId, bool refusedByAzure) => new()
    {
        RuleId = ruleId,
        Severity = Severity.Blocker,
        Title = "The guest is generalized",
        Seen = "Mini-Setup runs at the next start",
        Where = @"HKLM\SYSTEM\Setup",
        Expected = "A specialized guest",
        Remedy = "Take an image of the machine before sysprep",
        RefusedByAzure = refusedByAzure,
    };

    public static Assessment Blocked(bool refusedByAzure = false) => Server2003 with { Verdict = Verdict.Blocked, Findings = [Blocker("ALO3001", refusedByAzure)] };
}
