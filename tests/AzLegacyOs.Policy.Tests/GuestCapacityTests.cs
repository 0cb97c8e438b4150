using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;

namespace AzLegacyOs.Policy.Tests;

/// <summary>What a guest can use of a VM, and where each limit comes from.</summary>
public sealed class GuestCapacityTests
{
    [Fact]
    public void Server_2003_R2_Standard_x86_uses_4_GiB_and_two_processors()
    {
        GuestCapacity capacity = CapacityOf(HealthyImage.Server2003R2X86())!;

        Assert.Equal(4, capacity.MemoryGiB);
        Assert.Equal(2, capacity.VirtualProcessors);
        Assert.Contains(capacity.Notes, note => note.Contains("1 GB", StringComparison.Ordinal));
        Assert.StartsWith("4 GiB of memory, 2 vCPU. ", Summary.Of(capacity));
    }

    [Fact]
    public void A_uniprocessor_HAL_uses_one_processor_whatever_the_size()
    {
        GuestCapacity capacity = CapacityOf(HealthyImage.Server2003R2X86().Boot(boot => boot with { Hal = boot.Hal.To("acpiapic_up") }))!;

        Assert.Equal(1, capacity.VirtualProcessors);
        Assert.Contains(capacity.Notes, note => note.Contains("acpiapic_up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MAXMEM", "1024", 1.0, 2)]
    [InlineData("NUMPROC", "1", 4.0, 1)]
    [InlineData("ONECPU", "", 4.0, 1)]
    [InlineData("3GB", "", 4.0, 2)]
    [InlineData("MAXMEM", "much", 4.0, 2)]
    [InlineData("NUMPROC", "0", 4.0, 2)]
    [InlineData("NUMPROC", "99999999999", 4.0, 2)]
    public void Switches_of_the_boot_entry_count(string name, string value, double memory, int processors)
    {
        GuestCapacity capacity = CapacityOf(HealthyImage.Server2003R2X86().Boot(boot => boot with { BootIni = BootIni(name, value) }))!;

        Assert.Equal(memory, capacity.MemoryGiB);
        Assert.Equal(processors, capacity.VirtualProcessors);
    }

    [Theory]
    [InlineData(0u, 4.0)]
    [InlineData(1u, 64.0)]
    public void A_kernel_without_address_extension_uses_4_GiB(uint extension, double memory)
    {
        ImageFacts image = HealthyImage.Server2003R2X86().Guest(guest => guest with { Edition = "Enterprise" })
            .Settings(settings => settings with { Memory = HealthySettings.Memory() with { PhysicalAddressExtension = Observed.Read(extension, "PhysicalAddressExtension") } });

        Assert.Equal(memory, CapacityOf(image)!.MemoryGiB);
    }

    [Fact]
    public void A_guest_that_is_not_Windows_has_none() => Assert.Null(CapacityOf(HealthyImage.Linux()));

    [Fact]
    public void A_guest_without_a_readable_registry_has_the_limits_of_its_edition()
        => Assert.Equal(4, CapacityOf(HealthyImage.Server2003R2X86() with { Settings = null })!.MemoryGiB);

    private static BootIniFacts BootIni(string name, string value) => new()
    {
        Where = @"\boot.ini",
        Default = Observed.Read("multi(0)disk(0)rdisk(0)partition(1)\\WINDOWS", @"\boot.ini"),
        DefaultIsListed = true,
        DefaultEntry = new BootIniEntryFacts("multi(0)disk(0)rdisk(0)partition(1)\\WINDOWS", "Windows", new Dictionary<string, string> { [name] = value }, 1),
        Redirect = Observed.Missing<string>(@"\boot.ini"),
        RedirectBaudRate = Observed.Missing<string>(@"\boot.ini"),
    };

    private static GuestCapacity? CapacityOf(ImageFacts image) => Assessor.Assess(image, new AssessmentRequest { AsOf = new DateTime(2026, 11, 21) }).Status?.Capacity;
}
