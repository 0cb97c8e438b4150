using System.Text;
using AzLegacyOs.Guests.Tests.PortableExecutable;
using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class GuestSettingsTests
{
    [Fact]
    public void TheControlSet_IsTheOneThatSelectNames()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithHives("[\\Select]\n\"Current\"=dword:00000003\n\n[\\ControlSet003\\Control\\ProductOptions]\n\"ProductType\"=\"LanmanNT\"\n").Inspect();

        Assert.Equal("ControlSet003", facts.Settings!.ControlSet);
        Assert.Equal(InstallationKind.DomainController, facts.Guest!.Kind);
    }

    [Fact]
    public void ASelectThatNamesNothing_IsSaidSo()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithHives("[\\Select]\n\"Current\"=dword:00000007\n").Inspect();

        Assert.Equal("ControlSet001", facts.Settings!.ControlSet);
        Assert.Contains(facts.Problems, p => p.Where.StartsWith("SYSTEM\\Select", StringComparison.Ordinal));
    }

    [Fact]
    public void Services_AreFoundWithTheirImages()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives($"""
            [{TestGuest.Services}vmbus]
            "Type"=dword:00000001
            "Start"=dword:00000000
            "Group"="System Bus Extender"
            "ImagePath"="system32\\drivers\\vmbus.sys"

            [{TestGuest.Services}pciide]
            "Type"=dword:00000001
            "Start"=dword:00000000

            [{TestGuest.Services}app]
            "Type"=dword:00000010
            "Start"=dword:00000002
            "ImagePath"="D:\\app\\app.exe"

            [{TestGuest.Services}odd]
            "Start"="0"

            [{TestGuest.Services}odd\StartOverride]
            "0"=dword:00000003
            """);
        guest.Disk.Add("WINDOWS/System32/drivers/vmbus.sys", "MZ"u8.ToArray());

        IReadOnlyDictionary<string, ServiceFacts> services = guest.Inspect().Settings!.Services;

        Assert.True(services["VMBUS"].Start.Is(0));
        Assert.True(services["vmbus"].ImageExists.Is(true));
        Assert.Equal("System Bus Extender", services["vmbus"].Group);
        Assert.True(services["pciide"].ImagePath.IsMissing);
        Assert.True(services["pciide"].ImageExists.Is(false));
        Assert.True(services["app"].ImageExists.IsMissing);
        Assert.Equal(ObservationState.Unreadable, services["odd"].Start.State);
        Assert.Equal(3u, services["odd"].StartOverride["0"]);
    }

    [Fact]
    public void Network_IsRead()
    {
        using var folder = new TemporaryFolder();
        GuestSettings settings = new TestGuest(folder).WithHives($"""
            [{TestGuest.Services}Tcpip\Parameters\Interfaces\{"{1a4c6e80-92b4-4d6f-8c0e-2f4a6b8d0c1e}"}]
            "EnableDHCP"=dword:00000000
            "IPAddress"=multi:"10.1.2.3","0.0.0.0"
            "NameServer"="10.1.2.1"

            [{TestGuest.Services}Tcpip\Parameters\PersistentRoutes]
            "10.0.0.0,255.0.0.0,10.1.2.254,1"=""

            [{TestGuest.Services}SharedAccess\Parameters\FirewallPolicy\StandardProfile\GloballyOpenPorts\List]
            "3389:TCP"="3389:TCP:*:Enabled:@xpsp2res.dll,-22009"
            """,
            """
            [\Policies\Microsoft\WindowsFirewall\StandardProfile]
            "EnableFirewall"=dword:00000000

            """).Inspect().Settings!;

        NetworkInterfaceFacts network = Assert.Single(settings.NetworkInterfaces);
        Assert.Equal(["10.1.2.3"], network.Addresses.Value);
        Assert.Equal(["10.0.0.0,255.0.0.0,10.1.2.254,1"], settings.PersistentRoutes!.Value);
        Assert.Equal(["DomainProfile", "StandardProfile"], settings.Firewall!.Profiles.Select(p => p.Name));
        Assert.True(settings.Firewall.Profiles[0].OpenPorts.IsMissing);
        Assert.Equal(["3389:TCP:*:Enabled:@xpsp2res.dll,-22009"], settings.Firewall.Profiles[1].OpenPorts.Value);
        Assert.True(settings.Firewall.Profiles[1].PolicyEnableFirewall.Is(0));
        Assert.True(settings.Firewall.Rules.IsMissing);
    }

    [Fact]
    public void Storage_AndPendingWork_AreRead()
    {
        using var folder = new TemporaryFolder();
        GuestSettings settings = new TestGuest(folder).WithHives($"""
            [\MountedDevices]
            "\\DosDevices\\C:"=hex:4d,3c,2b,1a,00,7e,00,00,00,00,00,00
            "\\DosDevices\\D:"=hex:5c,00,3f,00,3f,00,5c,00,49,00,44,00,45,00,23,00,43,00,64,00,52,00,6f,00,6d,00
            "\\DosDevices\\E:"=hex:44,4d,49,4f,3a,49,44,3a,00,01,02,03,04,05,06,07,08,09,0a,0b,0c,0d,0e,0f
            "\\??\\Volume{"{5b1c2d10-1f2e-11e5-8a3c-806e6f6e6963}"}"=hex:00

            [{TestGuest.Control}Session Manager]
            "PendingFileRenameOperations"=hex(7):61,00,00,00,00,00,62,00,00,00,63,00,00,00,00,00

            [{TestGuest.Control}CriticalDeviceDatabase\primary_ide_channel]
            "Service"="atapi"

            [{TestGuest.Control}CriticalDeviceDatabase\root#legacy_null]
            """).Inspect().Settings!;

        Assert.Equal(["C:", "E:"], settings.Storage!.DriveLetters.Value);
        Assert.Equal("atapi", settings.Storage.CriticalDevices.Value!["PRIMARY_IDE_CHANNEL"]);
        Assert.Equal("", settings.Storage.CriticalDevices.Value["root#legacy_null"]);
        Assert.True(settings.Pending!.FileRenames.Is(2));
        Assert.True(settings.Pending.ServicingReboot.Is(false));
    }

    [Fact]
    public void LocalAdministrators_AndRights_AreRead_WithoutTheSecretsBeside()
    {
        using var folder = new TemporaryFolder();
        string machine = "01,05,00,00,00,00,00,05,15,00,00,00,01,00,00,00,02,00,00,00,03,00,00,00,";
        GuestSettings settings = new TestGuest(folder).WithHives()
            .With("SAM", $"""
                [\SAM\Domains\Account\Users\000001F4]
                "F"=hex:{Zeros(0x38)},11,02,{Zeros(22)}

                [\SAM\Domains\Account\Users\000003E9]
                "F"=hex:{Zeros(0x38)},10,00,{Zeros(22)}

                [\SAM\Domains\Account\Users\Names\Administrator]
                @=hex(1f4):

                [\SAM\Domains\Account\Users\Names\operator]
                @=hex(3e9):

                [\SAM\Domains\Builtin\Aliases\00000220]
                "C"=hex:{Zeros(0x28)},00,00,00,00,48,00,00,00,02,00,00,00,{machine}f4,01,00,00,{machine}e9,03,00,00
                """)
            .With("SECURITY", """
                [\Policy\Accounts\S-1-5-32-544\ActSysAc]
                @=hex(0):03,04,00,00
                """)
            .Inspect().Settings!;

        Assert.Equal(
            [new(500, "Administrator", true, true, @"SAM\SAM\Domains\Account\Users\000001F4, F"), new(1001, "operator", false, false, @"SAM\SAM\Domains\Account\Users\000003E9, F")],
            settings.Accounts!.Administrators.Value!);
        Assert.Equal(0x403u, settings.Accounts.SystemAccess.Value!["S-1-5-32-544"]);
    }

    [Fact]
    public void SystemFiles_HaveTheirVersions()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives();
        guest.Disk.Add("WINDOWS/System32/ntoskrnl.exe", TestProgram.Create(0x014C, new Version(5, 2, 3790, 4566), "ntkrpamp.exe"))
            .Add("WINDOWS/System32/hal.dll", new byte[4096]);

        ImageFacts facts = guest.Inspect();

        Assert.Equal(MachineArchitecture.X86, facts.Guest!.Architecture);
        Assert.Equal("5.2.3790.4566", facts.Settings!.Files!["NTOSKRNL.EXE"].Version.Value);
        Assert.True(facts.Settings.Memory!.KernelOriginalName.Is("ntkrpamp.exe"));
        Assert.Equal(ObservationState.Unreadable, facts.Settings.Files["hal.dll"].Version.State);
        Assert.True(facts.Settings.Files["hal.dll"].Exists.Is(true));
        Assert.True(facts.Settings.Files["netvsc.sys"].Exists.Is(false));
    }

    [Fact]
    public void AnArchitectureThatTheRegistryDenies_IsSaidSo()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives($"[{TestGuest.Control}Session Manager\\Environment]\n\"PROCESSOR_ARCHITECTURE\"=\"AMD64\"\n");
        guest.Disk.Add("WINDOWS/System32/ntoskrnl.exe", TestProgram.Create(0x014C, new Version(5, 2, 3790, 0), "ntoskrnl.exe"));

        ImageFacts facts = guest.Inspect();

        Assert.Equal(MachineArchitecture.X86, facts.Guest!.Architecture);
        Assert.Contains("x64 by SYSTEM", facts.Guest.ArchitectureEvidence, StringComparison.Ordinal);
        Assert.Contains(facts.Problems, p => p.Where == "the architecture");
    }

    [Fact]
    public void WithoutSoftware_TheKernelTellsTheVersion()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).With("SYSTEM", "[\\Select]\n\"Current\"=dword:00000001\n\n[\\ControlSet001\\Control\\ProductOptions]\n\"ProductType\"=\"ServerNT\"\n\n[\\ControlSet001\\Control\\Windows]\n\"CSDVersion\"=dword:00000200\n");
        guest.Disk.Add("WINDOWS/System32/ntoskrnl.exe", TestProgram.Create(0x014C, new Version(5, 2, 3790, 4566), "ntoskrnl.exe"));

        GuestFacts facts = guest.Inspect().Guest!;

        Assert.Equal("5.2.3790", facts.Version);
        Assert.Equal(WindowsRelease.WindowsServer2003, facts.Release);
        Assert.Equal(2, facts.ServicePack);
        Assert.Null(facts.Edition);
    }

    [Fact]
    public void Hibernation_IsSeenByItsMark()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives();
        guest.Disk.Add("hiberfil.sys", Encoding.ASCII.GetBytes("hibr" + new string('\0', 4092)));

        GuestSettings settings = guest.Inspect().Settings!;

        Assert.True(settings.Boot.Hibernated.Is(true));
        Assert.True(settings.BigFiles!.HibernationFile.Is(4096));
        Assert.True(settings.BigFiles.PageFile.IsMissing);
    }

    [Fact]
    public void SetupEvidence_ComesFromRegistryAndFiles()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives("""
            [\Setup]
            "CmdLine"=multi:"setup -newsetup -mini"
            "SetupType"=dword:00000001
            "SystemSetupInProgress"=dword:00000001
            "MiniSetupInProgress"=dword:00000001
            """);
        guest.Disk.Add("Sysprep/sysprep.inf", "x"u8.ToArray()).Add("WINDOWS/Setup/State/State.ini", "[State]\r\nImageState=IMAGE_STATE_UNDEPLOYABLE\r\n"u8.ToArray());

        SetupFacts setup = guest.Inspect().Settings!.Setup;

        Assert.True(setup.CommandLine.Is("setup -newsetup -mini"));
        Assert.True(setup.MiniSetupInProgress.Is(1));
        Assert.True(setup.SystemSetupInProgress.Is(1));
        Assert.Equal(["sysprep.inf"], setup.SysprepFolder.Value);
        Assert.True(setup.StateIniImageState.Is("IMAGE_STATE_UNDEPLOYABLE"));
        Assert.True(setup.ImageState.IsMissing);
    }

    private static string Zeros(int count) => string.Join(',', Enumerable.Repeat("00", count));
}
