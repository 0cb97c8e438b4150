using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>A list of retail prices in the form of the real one. Its prices are made up, and the same in every region.</summary>
internal static class PriceList
{
    public const string Host = "prices.azure.com";

    private static readonly Regex Comparison = new("(\\w+) eq '([^']*)'", RegexOptions.CultureInvariant);

    private static readonly (string Service, string Product, string Sku, string Meter, string ArmSku, string Unit, decimal Price)[] Rows =
    [
        ("Storage", "Standard SSD Managed Disks", "E1 LRS", "E1 LRS Disk", "", "1/Month", 4.8m),
        ("Storage", "Standard SSD Managed Disks", "E1 LRS", "E1 LRS Disk Mount", "", "1/Month", 0.9m),
        ("Storage", "Standard SSD Managed Disks", "E1 LRS", "E1 LRS Disk Operations", "", "10K", 0.002m),
        ("Storage", "Premium SSD Managed Disks", "P1 LRS", "P1 LRS Disk", "", "1/Month", 7.2m),
        ("Virtual Network", "IP Addresses", "Standard", "Standard IPv4 Static Public IP", "", "1 Hour", 0.01m),
        .. RehearsalSize.All.SelectMany(size => new[]
        {
            ("Virtual Machines", "Virtual Machines Series Windows", size.Name, size.Name, size.Name, "1 Hour", 0.2m),
            ("Virtual Machines", "Virtual Machines Series Windows", size.Name + " Spot", size.Name + " Spot", size.Name, "1 Hour", 0.02m),
            ("Virtual Machines", "Virtual Machines Series", size.Name, size.Name, size.Name, "1 Hour", 0.1m),
            ("Virtual Machines", "Virtual Machines Series", size.Name + " Low Priority", size.Name + " Low Priority", size.Name, "1 Hour", 0.03m),
        }),
    ];

    public static RehearsalReply Answer(RehearsalRequest request)
    {
        ILookup<string, string> asked = Comparison.Matches(request.Query("$filter") ?? "").Cast<Match>().ToLookup(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var items = new JsonArray();
        foreach (string region in asked["armRegionName"])
        {
            foreach (var row in Rows.Where(row => asked["meterName"].Contains(row.Meter) || asked["armSkuName"].Contains(row.ArmSku))) items.Add(Item(region, row));
        }

        return ArmReply.Json(200, new JsonObject { ["BillingCurrency"] = "USD", ["Items"] = items, ["NextPageLink"] = null, ["Count"] = items.Count });
    }

    private static JsonObject Item(string region, (string Service, string Product, string Sku, string Meter, string ArmSku, string Unit, decimal Price) row) => new()
    {
        ["currencyCode"] = "USD",
        ["tierMinimumUnits"] = 0,
        ["retailPrice"] = row.Price,
        ["unitPrice"] = row.Price,
        ["armRegionName"] = region,
        ["meterName"] = row.Meter,
        ["productName"] = row.Product,
        ["skuName"] = row.Sku,
        ["serviceName"] = row.Service,
        ["unitOfMeasure"] = row.Unit,
        ["type"] = "Consumption",
        ["armSkuName"] = row.ArmSku,
    };
}
