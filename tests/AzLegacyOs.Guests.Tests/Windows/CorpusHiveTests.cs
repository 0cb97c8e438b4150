using System.Text;
using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Windows;

/// <summary>Real SYSTEM hives in a generated guest that has no SOFTWARE hive and no kernel: what they tell by themselves.</summary>
public sealed class CorpusHiveTests
{
    [Fact]
    public void Windows7_IsIdentifiedFromSystemAlone()
    {
        ImageFacts facts = Inspect("win7-x86.SYSTEM", "Windows");

        Assert.Equal(WindowsRelease.Windows7, facts.Guest!.Release);
        Assert.Equal(MachineArchitecture.X86, facts.Guest.Architecture);
        Assert.Equal(InstallationKind.Client, facts.Guest.Kind);
        Assert.Equal(1, facts.Guest.ServicePack);
        Assert.Equal("6.1.7600", facts.Guest.Version);
        Assert.Equal("ControlSet001", facts.Settings!.ControlSet);
        Assert.Equal(HiveState.Clean, Hive(facts, "SYSTEM").State);
        Assert.Equal(HiveState.Missing, Hive(facts, "SOFTWARE").State);
        Assert.True(facts.Settings.Services["vmbus"].Start.Is(0));
        Assert.True(facts.Settings.Services["storflt"].Start.Is(0));
        Assert.True(facts.Settings.Services["storvsc"].Start.Is(3));
        Assert.False(facts.Settings.Services.ContainsKey("netvsc"));
        Assert.Contains("VMTools", facts.Settings.Services.Keys);
        Assert.Equal(2548, facts.Settings.Storage!.CriticalDevices.Value!.Count);
        Assert.Equal("shieldbase.local", facts.Settings.Domain!.DnsDomain.Value);
        Assert.Equal(ObservationState.Unreadable, facts.Settings.RemoteDesktop.PolicyDenyConnections.State);
    }

    [Fact]
    public void Windows81_ShowsItsStartOverrides()
    {
        ImageFacts facts = Inspect("win81-x64-dirty.SYSTEM", "Windows");

        Assert.Equal(WindowsRelease.Windows81, facts.Guest!.Release);
        Assert.Equal(MachineArchitecture.X64, facts.Guest.Architecture);
        Assert.Equal(HiveState.Dirty, Hive(facts, "SYSTEM").State);
        foreach (string name in new[] { "vmbus", "storvsc", "storflt" })
        {
            ServiceFacts service = facts.Settings!.Services[name];
            Assert.True(service.Start.Is(0), name);
            Assert.Equal(3u, service.StartOverride["0"]);
        }
    }

    [Fact]
    public void Windows10_IsReplayedFromItsLogs()
    {
        ImageFacts facts = Inspect("win10-1709-x64-dirty.SYSTEM", "Windows", ".LOG1", ".LOG2");

        Assert.Equal(WindowsRelease.Windows10, facts.Guest!.Release);
        Assert.Equal("10.0.16299", facts.Guest.Version);
        Assert.Equal(MachineArchitecture.X64, facts.Guest.Architecture);
        Assert.Equal(HiveState.Replayed, Hive(facts, "SYSTEM").State);
    }

    [Fact]
    public void PhysicalXp_HasRemoteDesktopDenied()
    {
        ImageFacts facts = Inspect("xp-sp3-x86-physical.SYSTEM", "WINDOWS");

        Assert.Equal(WindowsRelease.WindowsXP, facts.Guest!.Release);
        Assert.Equal(3, facts.Guest.ServicePack);
        Assert.Equal(MachineArchitecture.X86, facts.Guest.Architecture);
        Assert.Equal(InstallationKind.Client, facts.Guest.Kind);
        Assert.True(facts.Settings!.RemoteDesktop.DenyConnections.Is(1));
        Assert.True(facts.Settings.Services["intelppm"].Start.Is(1));
        Assert.StartsWith("acpi", facts.Settings.Boot.Hal.Value, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(54, facts.Settings.Storage!.CriticalDevices.Value!.Count);
        Assert.Contains("primary_ide_channel", facts.Settings.Storage.CriticalDevices.Value.Keys);
        Assert.DoesNotContain("pci#ven_8086&dev_7111", facts.Settings.Storage.CriticalDevices.Value.Keys);
        Assert.True(facts.Settings.Setup.SetupType.Is(0));
        Assert.True(facts.Settings.Setup.SystemSetupInProgress.Is(0));
    }

    [Fact]
    public void DamagedXp_IsIdentifiedAsFarAsPossible()
    {
        ImageFacts facts = Inspect("xp-sp3-x86-damaged.SYSTEM", "WINDOWS");

        Assert.Equal(GuestFamily.Windows, facts.Guest!.Family);
        Assert.Equal(WindowsRelease.WindowsXP, facts.Guest.Release);
        Assert.Equal(HiveState.Damaged, Hive(facts, "SYSTEM").State);
        Assert.True(facts.Settings!.Setup.CommandLine.IsRead);
        Assert.NotEmpty(facts.Problems);
    }

    [Theory]
    [InlineData("hives/win9x-creg.SYSTEM.DAT")]
    [InlineData("hives/ez-SECURITYNoRoot")]
    [InlineData("hives/truncated.NTUSER.DAT")]
    [InlineData("hives/hivex-minimal")]
    [InlineData("hives/ez-BCD")]
    public void AnythingElseInThePlaceOfSystem_IsSaidSo(string hive)
    {
        ImageFacts facts = InspectHive(Corpus.Open(hive), "WINDOWS");

        Assert.Equal(GuestFamily.Windows, facts.Guest!.Family);
        Assert.Null(facts.Guest.Release);
        Assert.Null(facts.Settings);
        Assert.NotEmpty(facts.Problems);
    }

    private static HiveFacts Hive(ImageFacts facts, string name) => Assert.Single(facts.Settings!.Hives, h => h.Name == name);

    private static ImageFacts Inspect(string hive, string systemRoot, params string[] logs) =>
        InspectHive(Corpus.Open("hives/" + hive), systemRoot, [.. logs.Select(l => (l, Corpus.Open("hives/" + hive + l)))]);

    private static ImageFacts InspectHive(string path, string systemRoot, params (string Ending, string Path)[] logs)
    {
        using var folder = new TemporaryFolder();
        var disk = new TestDisk(folder);
        disk.Add("boot.ini", Encoding.ASCII.GetBytes($"[boot loader]\r\ndefault=multi(0)disk(0)rdisk(0)partition(1)\\{systemRoot}\r\n[operating systems]\r\nmulti(0)disk(0)rdisk(0)partition(1)\\{systemRoot}=\"Windows\" /fastdetect\r\n"));
        disk.Add($"{systemRoot}/System32/config/SYSTEM", path);
        foreach ((string ending, string log) in logs) disk.Add($"{systemRoot}/System32/config/SYSTEM{ending}", log);
        return ImageInspector.Inspect(disk.Path);
    }
}
