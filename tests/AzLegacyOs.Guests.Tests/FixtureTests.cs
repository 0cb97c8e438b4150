using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests;

/// <summary>The disk images that real tools made: who each guest is said to be.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("server2003r2-x86", WindowsRelease.WindowsServer2003R2, "5.2.3790", 2, MachineArchitecture.X86, InstallationKind.Server, "Standard", "ERP01", @"\WINDOWS", "boot.ini", 1)]
    [InlineData("server2003-x86-generalized", WindowsRelease.WindowsServer2003, "5.2.3790", 2, MachineArchitecture.X86, InstallationKind.Server, "Standard", "SYSPREP-2003", @"\WINDOWS", "boot.ini", 1)]
    [InlineData("windowsxp-x86-fat32", WindowsRelease.WindowsXP, "5.1.2600", 3, MachineArchitecture.X86, InstallationKind.Client, "Professional", "KIOSK07", @"\WINDOWS", "boot.ini", 1)]
    [InlineData("server2008-x86", WindowsRelease.WindowsServer2008, "6.0.6002", 2, MachineArchitecture.X86, InstallationKind.Server, "ServerStandard", "PRINT01", @"\Windows", "BCD", 1)]
    [InlineData("windows7-x86", WindowsRelease.Windows7, "6.1.7601", 1, MachineArchitecture.X86, InstallationKind.Client, "Professional", "LAB-PC12", @"\Windows", "BCD", 2)]
    [InlineData("server2008r2-x64", WindowsRelease.WindowsServer2008R2, "6.1.7601", 1, MachineArchitecture.X64, InstallationKind.Server, "ServerEnterprise", "SQL02", @"\Windows", "BCD", 2)]
    [InlineData("server2016-x64-gpt", WindowsRelease.WindowsServer2016, "10.0.14393", 0, MachineArchitecture.X64, InstallationKind.Server, "ServerDatacenter", "APP-2016", @"\Windows", "BCD", 3)]
    public void EachGuest_IsIdentified(
        string fixture,
        WindowsRelease release,
        string version,
        int servicePack,
        MachineArchitecture architecture,
        InstallationKind kind,
        string edition,
        string computerName,
        string systemRoot,
        string foundBy,
        int partition)
    {
        ImageFacts facts = ImageInspector.Inspect(Fixtures.Get(fixture));

        GuestFacts guest = facts.Guest!;
        Assert.Equal(GuestFamily.Windows, guest.Family);
        Assert.Equal(release, guest.Release);
        Assert.Equal(version, guest.Version);
        Assert.Equal(servicePack, guest.ServicePack);
        Assert.Equal(architecture, guest.Architecture);
        Assert.Equal(kind, guest.Kind);
        Assert.Equal(edition, guest.Edition);
        Assert.Equal(computerName, guest.ComputerName);
        Assert.Equal(systemRoot, guest.SystemRoot);
        Assert.Equal(foundBy, guest.FoundBy);
        Assert.Equal(partition, guest.PartitionNumber);
        Assert.Empty(guest.OtherInstallations);
        Assert.Empty(facts.Problems);
        Assert.Empty(facts.Disk.Problems);
        Assert.True(facts.Settings!.Boot.DefaultEntry.IsRead, facts.Settings.Boot.DefaultEntry.Reason);
        Assert.NotEmpty(facts.Settings.Boot.BootFiles);
        Assert.All(facts.Settings.Boot.BootFiles, file => Assert.True(file.Value, file.Key));
        Assert.All(facts.Settings.Hives, hive => Assert.Equal(HiveState.Clean, hive.State));
    }

    [Theory]
    [InlineData("server2003r2-x86", VmGeneration.V1)]
    [InlineData("server2016-x64-gpt", VmGeneration.V2)]
    public void TheGeneration_FollowsFromTheLayout(string fixture, VmGeneration expected)
    {
        Assert.Equal(expected, ImageInspector.Inspect(Fixtures.Get(fixture)).Disk.Generation);
    }

    [Fact]
    public void AGeneralizedDisk_ShowsItsEvidence()
    {
        SetupFacts setup = ImageInspector.Inspect(Fixtures.Get("server2003-x86-generalized")).Settings!.Setup;

        Assert.True(setup.SystemSetupInProgress.Is(1));
        Assert.False(setup.SetupType.Is(0));
        Assert.Equal("setup -newsetup -mini", setup.CommandLine.Value);
        Assert.True(setup.MiniSetupInProgress.Is(1));
    }

    [Fact]
    public void EveryServiceOfEachGuest_HasItsFile()
    {
        foreach (string fixture in Fixtures.Names.Where(n => n.StartsWith("server", StringComparison.Ordinal) || n.StartsWith("windows", StringComparison.Ordinal)))
        {
            GuestSettings? settings = ImageInspector.Inspect(Fixtures.Get(fixture)).Settings;
            Assert.NotNull(settings);
            foreach (string name in new[] { "vmbus", "atapi" })
                Assert.True(settings.Services[name].ImageExists.Is(true), $"{fixture}: {settings.Services[name].ImageExists}");
        }
    }
}
