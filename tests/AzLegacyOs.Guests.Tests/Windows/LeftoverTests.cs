using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Setup;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Windows;

/// <summary>Values that look as if they told the state of the machine, and do not.</summary>
public sealed class LeftoverTests
{
    [Fact]
    public void TheSystemBeforeAnUpgrade_IsNotTheCurrentOne()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithHives("""
            [\Setup\Source OS (Updated on 1/2/2020 03:04:05)]
            "ProductName"="Windows 7 Professional"
            "CurrentVersion"="6.1"
            "CurrentBuildNumber"="7601"
            """).Inspect();

        Assert.Equal(WindowsRelease.WindowsServer2003, facts.Guest!.Release);
        Assert.Equal("5.2.3790", facts.Guest.Version);
    }

    [Fact]
    public void TheObsoleteBuildOfNt5_IsNotTheBuild()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithHives(software: """
            [\Microsoft\Windows NT\CurrentVersion]
            "CurrentBuild"="1.511.1 () (Obsolete data - do not use)"
            """).Inspect();

        Assert.Equal("5.2.3790", facts.Guest!.Version);
    }

    [Fact]
    public void TracesOfSysprep_SayNothingOnceSetUpIsOver()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithHives("""
            [\Setup]
            "SetupType"=dword:00000000
            "SystemSetupInProgress"=dword:00000000
            "CmdLine"="setup -newsetup -mini"
            "CloneTag"=multi:"Fri Jan 02 03:04:05 2004"
            """).Inspect();

        Assert.Equal(SetupState.Specialized, SetupDecision.From(facts.Settings!.Setup, isVistaOrLater: false).State);
    }

    /// <summary>Administrators of 64-bit Windows write it as REG_QWORD.</summary>
    [Fact]
    public void ANumberOf64Bits_IsANumber()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithHives($"""
            [{TestGuest.Control}TimeZoneInformation]
            "RealTimeIsUniversal"=hex(b):01,00,00,00,00,00,00,00
            """).Inspect();

        Assert.True(facts.Settings!.Time!.RealTimeIsUniversal.Is(1));
    }
}
