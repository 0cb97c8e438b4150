using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class WindowsLocatorTests
{
    private const string PreinstallationMark = "[\\ControlSet001\\Control\\MiniNT]\n\"x\"=dword:00000001\n\n";

    [Fact]
    public void BootIni_ChoosesBetweenTwoInstallations()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder, "WINNT").WithBootIni().WithHives().WithHives(systemRoot: "WINDOWS");

        GuestFacts facts = guest.Inspect().Guest!;

        Assert.Equal(@"\WINNT", facts.SystemRoot);
        Assert.Equal("boot.ini", facts.FoundBy);
        Assert.Equal([@"\WINDOWS on partition 1"], facts.OtherInstallations);
    }

    [Fact]
    public void WithoutABootConfiguration_TheUsualNameIsTaken()
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder, "AAA").WithHives().WithHives(systemRoot: "WINNT").Inspect();

        Assert.Equal(@"\WINNT", facts.Guest!.SystemRoot);
        Assert.Equal("search", facts.Guest.FoundBy);
        Assert.Equal([@"\AAA on partition 1"], facts.Guest.OtherInstallations);
        Assert.True(facts.Settings!.Boot.DefaultEntry.IsMissing);
    }

    [Theory]
    [InlineData(3, null, "partition(3)")]
    [InlineData(1, "WINNT", "there is no Windows")]
    public void ADefaultThatLeadsNowhere_IsSaidSo(int partition, string? systemRoot, string expected)
    {
        using var folder = new TemporaryFolder();
        ImageFacts facts = new TestGuest(folder).WithBootIni(partition, systemRoot).WithHives().Inspect();

        Assert.Equal("search", facts.Guest!.FoundBy);
        Assert.Equal(ObservationState.Unreadable, facts.Settings!.Boot.DefaultEntry.State);
        Assert.Contains(expected, facts.Settings.Boot.DefaultEntry.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[\\Setup]\n\"SystemSetupInProgress\"=dword:00000001\n")]
    public void OldCopies_AndWindowsPe_AreNoGuests(string setup)
    {
        using var folder = new TemporaryFolder();
        var guest = new TestGuest(folder, "Windows");
        guest.WithHives(PreinstallationMark + setup).WithHives(systemRoot: "Windows.old");

        ImageFacts facts = guest.Inspect();

        Assert.Null(facts.Guest);
        Assert.Null(facts.Settings);
        Assert.Contains(facts.Problems, p => p.Reason.Contains("Windows PE", StringComparison.Ordinal));
    }

    [Fact]
    public void AnInstalledWindows_WithTheMarkOfWindowsPe_IsAGuest()
    {
        using var folder = new TemporaryFolder();

        ImageFacts facts = new TestGuest(folder).WithHives(PreinstallationMark + "[\\Setup]\n\"SystemSetupInProgress\"=dword:00000000\n").Inspect();

        Assert.Equal(WindowsRelease.WindowsServer2003, facts.Guest!.Release);
        Assert.DoesNotContain(facts.Problems, p => p.Reason.Contains("Windows PE", StringComparison.Ordinal));
    }

    [Fact]
    public void ABootStore_NamesThePartitionBySignatureAndOffset()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives();
        guest.Disk.Add("Boot/BCD", TestHive.Create(folder, "BCD", Store(TestDisk.Signature)));

        ImageFacts facts = guest.Inspect();

        Assert.Equal("BCD", facts.Guest!.FoundBy);
        Assert.True(facts.Settings!.Boot.DefaultEntry.IsRead);
        Assert.Equal(1, facts.Settings.Boot.Bcd!.OsDevicePartitionNumber);
        Assert.True(facts.Settings.Boot.Bcd.RecoveryEnabled.Is(true));
        Assert.True(facts.Settings.Boot.Bcd.DefaultExists.Is(true));
        Assert.Contains(facts.Settings.Hives, h => h.Name == "BCD");
    }

    [Fact]
    public void ABootStoreOfAnotherDisk_LeadsNowhere()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives();
        guest.Disk.Add("Boot/BCD", TestHive.Create(folder, "BCD", Store(0xDEADBEEF)));

        ImageFacts facts = guest.Inspect();

        Assert.Equal("search", facts.Guest!.FoundBy);
        Assert.Null(facts.Settings!.Boot.Bcd!.OsDevicePartitionNumber);
        Assert.Contains("DEADBEEF", facts.Settings.Boot.DefaultEntry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ABootStoreThatCannotBeRead_IsNotCalledMissing()
    {
        using var folder = new TemporaryFolder();
        TestGuest guest = new TestGuest(folder).WithHives();
        guest.Disk.Add("Boot/BCD", new byte[8192]);

        ImageFacts facts = guest.Inspect();

        Assert.Equal("search", facts.Guest!.FoundBy);
        Assert.Equal(ObservationState.Unreadable, facts.Settings!.Boot.DefaultEntry.State);
        Assert.Contains(facts.Settings.Hives, h => h is { Name: "BCD", State: HiveState.Unreadable });
    }

    private static string Store(uint signature)
    {
        const string Loader = @"\Objects\{11111111-0000-0000-0000-000000000000}";
        string device = string.Join(',', Enumerable.Repeat("00", 16)) + ",06,00,00,00,00,00,00,00,48,00,00,00,00,00,00,00,"
            + string.Join(',', BitConverter.GetBytes((long)TestDisk.PartitionOffset).Select(b => b.ToString("x2"))) + "," + string.Join(',', Enumerable.Repeat("00", 8))
            + ",00,00,00,00,01,00,00,00," + string.Join(',', BitConverter.GetBytes(signature).Select(b => b.ToString("x2"))) + "," + string.Join(',', Enumerable.Repeat("00", 28));
        return $"""
            [\Objects\{"{9dea862c-5cdd-4e70-acc1-f32b344d4795}"}\Elements\23000003]
            "Element"="{"{11111111-0000-0000-0000-000000000000}"}"

            [{Loader}\Description]
            "Type"=dword:10200003

            [{Loader}\Elements\12000002]
            "Element"="\\WINDOWS\\system32\\winload.exe"

            [{Loader}\Elements\16000009]
            "Element"=hex(3):01

            [{Loader}\Elements\21000001]
            "Element"=hex(3):{device}

            [{Loader}\Elements\22000002]
            "Element"="\\WINDOWS"
            """;
    }
}
