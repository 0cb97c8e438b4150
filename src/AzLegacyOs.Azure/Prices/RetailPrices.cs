using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Prices;

/// <summary>Asks the public list of retail prices what leftovers cost.</summary>
/// <remarks>The list is open to everybody: the request carries no token, and names nothing but a region, meters and sizes.</remarks>
internal static class RetailPrices
{
    public const string Host = "prices.azure.com";

    // Values are case-sensitive in this version.
    private const string List = $"https://{Host}/api/retail/prices?api-version=2023-01-01-preview&$filter=";

    /// <summary>The leftovers with their prices, as far as the list tells them in the time that the connection gives it. Never fails.</summary>
    /// <param name="connection">The Azure that they are in. The list is that of the public cloud; about any other, nobody is asked.</param>
    /// <param name="left">What is left.</param>
    /// <param name="meters">What is billed of it, by resource id.</param>
    public static async Task<IReadOnlyList<LeftBehind>> AddAsync(AzureConnection connection, IReadOnlyList<LeftBehind> left, IReadOnlyDictionary<string, PriceMeter> meters)
    {
        if (meters.Count == 0 || connection.Cloud != AzureCloud.Public) return left;
        using CancellationTokenSource limit = connection.Service.PriceLimit();
        try
        {
            IReadOnlyList<JsonElement> rows = await AskAsync(connection.Service, meters.Values, limit.Token).ConfigureAwait(false);
            return [.. left.Select(one => meters.TryGetValue(one.Id, out PriceMeter? meter) ? one with { MonthlyPriceUsd = meter.MonthlyPrice(rows) } : one)];
        }
        catch (Exception)
        {
            // A failure is being told, which matters more than why a price is missing in it.
            return left;
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> AskAsync(ServiceTransport service, IEnumerable<PriceMeter> meters, CancellationToken cancellationToken)
    {
        HttpPipeline pipeline = AzureConnection.PagePipeline(service with { MaxRetries = 0 });
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri(List + Uri.EscapeDataString(Filter(meters))));
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
        using var document = JsonDocument.Parse(message.Response.Content);
        return [.. document.RootElement.ListAt("Items").Select(row => row.Clone())];
    }

    private static string Filter(IEnumerable<PriceMeter> meters)
    {
        IEnumerable<string> regions = meters.Select(meter => $"armRegionName eq '{meter.Region}'").Distinct();
        IEnumerable<string> values = meters.Select(meter => $"{meter.Field} eq '{meter.Value}'").Distinct();
        return $"priceType eq 'Consumption' and ({string.Join(" or ", regions)}) and ({string.Join(" or ", values)})";
    }
}
