using System.Text.Json;
using System.Text.RegularExpressions;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Prices;

/// <summary>What a resource is billed by while it exists: rows of the list of retail prices in which a field has a value.</summary>
/// <param name="Region">Region by its name in Resource Manager.</param>
/// <param name="Field">Field of the price list: meterName or armSkuName.</param>
/// <param name="Value">What stands in the field.</param>
/// <param name="WithWindows">For a VM: whether Windows is paid with it; null for anything else.</param>
/// <remarks>https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices and https://learn.microsoft.com/azure/virtual-machines/disks-types.</remarks>
internal sealed record PriceMeter(string Region, string Field, string Value, bool? WithWindows = null)
{
    private const string Address = "Standard IPv4 Static Public IP";

    // What Azure itself takes for a month.
    private const int HoursOfMonth = 730;

    // No resource of ours comes near; beyond it an answer is not believed, nor multiplied.
    private const decimal Highest = 1_000_000;

    // A disk is billed as one of the next larger size.
    private static readonly (int GiB, int Tier)[] Tiers =
    [
        (4, 1), (8, 2), (16, 3), (32, 4), (64, 6), (128, 10), (256, 15), (512, 20), (1024, 30), (2048, 40), (4096, 50), (8192, 60), (16384, 70), (32767, 80),
    ];

    // Values stand between quotes in a filter.
    private static readonly Regex Plain = new(@"^[A-Za-z0-9_ -]{1,80}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    /// <summary>The meter of a resource as Azure describes it; null where it has none or none that is known.</summary>
    public static PriceMeter? Of(string type, JsonElement resource)
    {
        string region = (resource.TextAt("location") ?? "").Replace(" ", "").ToLowerInvariant();
        PriceMeter? meter = type switch
        {
            ResourceTypes.Disk => DiskMeter(resource) is { } name ? new(region, "meterName", name) : null,
            ResourceTypes.PublicIpAddress when resource.TextAt("sku", "name") == "Standard" && resource.TextAt("properties", "publicIPAddressVersion") is null or "IPv4" => new(region, "meterName", Address),
            ResourceTypes.VirtualMachine => new(region, "armSkuName", resource.TextAt("properties", "hardwareProfile", "vmSize") ?? "", PaysWindows(resource)),
            _ => null,
        };
        return meter is not null && Plain.IsMatch(meter.Region) && Plain.IsMatch(meter.Value) ? meter : null;
    }

    /// <summary>US dollars a month; null where the rows name no price, or more than one.</summary>
    /// <param name="rows">Rows of the price list, whatever is in them.</param>
    public decimal? MonthlyPrice(IEnumerable<JsonElement> rows)
    {
        decimal[] prices = [.. rows.Where(IsMeantBy).Select(Monthly).OfType<decimal>().Distinct().Take(2)];
        return prices.Length == 1 ? prices[0] : null;
    }

    private static string? DiskMeter(JsonElement disk)
    {
        string[] sku = (disk.TextAt("sku", "name") ?? "").Split('_');
        string? letter = sku[0] switch { "Standard" => "S", "StandardSSD" => "E", "Premium" => "P", _ => null };
        if (letter is null || sku.Length != 2 || disk.NumberAt("properties", "diskSizeGB") is not { } size) return null;
        int tier = Tiers.FirstOrDefault(t => size <= t.GiB && (letter != "S" || t.Tier >= 4)).Tier;
        return tier == 0 ? null : $"{letter}{tier} {sku[1]} Disk";
    }

    private static bool PaysWindows(JsonElement machine) =>
        machine.TextAt("properties", "storageProfile", "osDisk", "osType") == "Windows" && machine.TextAt("properties", "licenseType") is null or "None";

    private static decimal? Monthly(JsonElement row)
    {
        if (row.At("retailPrice") is not { ValueKind: JsonValueKind.Number } price || !price.TryGetDecimal(out decimal amount) || amount is <= 0 or > Highest) return null;
        return row.TextAt("unitOfMeasure") switch { "1/Month" => amount, "1 Hour" => amount * HoursOfMonth, _ => null };
    }

    private bool IsMeantBy(JsonElement row) =>
        row.TextAt(Field) == Value
        && row.TextAt("armRegionName") == Region
        && row.TextAt("type") == "Consumption"
        && row.TextAt("currencyCode") == "USD"
        && (WithWindows is not { } windows || IsMachine(row, windows));

    // One size has a row for each way to buy it.
    private static bool IsMachine(JsonElement row, bool windows)
    {
        string product = row.TextAt("productName") ?? "", sku = row.TextAt("skuName") ?? "";
        return row.TextAt("serviceName") == "Virtual Machines"
            && product.EndsWith(" Windows", StringComparison.Ordinal) == windows
            && !sku.EndsWith(" Spot", StringComparison.Ordinal)
            && !sku.EndsWith(" Low Priority", StringComparison.Ordinal);
    }
}
