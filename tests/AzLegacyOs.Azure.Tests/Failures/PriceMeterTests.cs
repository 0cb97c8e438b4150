using System.Text.Json;
using AzLegacyOs.Azure.Prices;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Tests.Failures;

/// <summary>By what a resource is billed.</summary>
public sealed class PriceMeterTests
{
    [Theory]
    [InlineData("StandardSSD_LRS", 1, "E1 LRS Disk")]
    [InlineData("StandardSSD_LRS", 4, "E1 LRS Disk")]
    [InlineData("StandardSSD_LRS", 5, "E2 LRS Disk")]
    [InlineData("StandardSSD_ZRS", 128, "E10 ZRS Disk")]
    [InlineData("Premium_LRS", 129, "P15 LRS Disk")]
    [InlineData("Premium_LRS", 32767, "P80 LRS Disk")]
    [InlineData("Premium_LRS", 32768, null)]
    [InlineData("Standard_LRS", 1, "S4 LRS Disk")]
    [InlineData("Standard_LRS", 33, "S6 LRS Disk")]
    [InlineData("PremiumV2_LRS", 64, null)]
    [InlineData("UltraSSD_LRS", 64, null)]
    [InlineData("", 64, null)]
    [InlineData("Premium_LRS' or 1 eq 1", 64, null)]
    public void A_disk_by_its_kind_and_the_next_larger_size(string sku, int gib, string? meter) =>
        Assert.Equal(meter, Read(ResourceTypes.Disk, $$"""{"location":"westeurope","sku":{"name":"{{sku}}"},"properties":{"diskSizeGB":{{gib}} } }""")?.Value);

    [Theory]
    [InlineData("Standard", "IPv4", true)]
    [InlineData("Basic", "IPv4", false)]
    [InlineData("Standard", "IPv6", false)]
    public void An_address_of_the_standard_kind(string sku, string version, bool isKnown) =>
        Assert.Equal(isKnown, Read(ResourceTypes.PublicIpAddress, $$"""{"location":"westeurope","sku":{"name":"{{sku}}"},"properties":{"publicIPAddressVersion":"{{version}}"} }""") is not null);

    [Theory]
    [InlineData(ResourceTypes.NetworkInterface, """{"location":"westeurope"}""")]
    [InlineData(ResourceTypes.Disk, """{"sku":{"name":"Premium_LRS"},"properties":{"diskSizeGB":4}}""")]
    [InlineData(ResourceTypes.Disk, """{"location":"x' or 'a' eq 'a","sku":{"name":"Premium_LRS"},"properties":{"diskSizeGB":4}}""")]
    [InlineData(ResourceTypes.VirtualMachine, """{"location":"westeurope"}""")]
    [InlineData(ResourceTypes.VirtualMachine, "7")]
    public void Nothing_where_nothing_is_known(string type, string resource) => Assert.Null(Read(type, resource));

    private static PriceMeter? Read(string type, string resource)
    {
        using var document = JsonDocument.Parse(resource);
        return PriceMeter.Of(type, document.RootElement);
    }
}
