using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Prices;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Rehearsal.Exchanges;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Tests.Failures;

/// <summary>What a failure says about the price of what it leaves behind. The prices are those that the rehearsal makes up.</summary>
public sealed class PriceTests
{
    private const string NotKnown = "(billed; price not known, see https://azure.microsoft.com/pricing)";

    public static TheoryData<string> BadLists =>
    [
        "",
        "[1]",
        """{"Items":[]}""",
        """{"Items":[null,7,{},{"meterName":"E1 LRS Disk"}]}""",
        """{"Items":[{"meterName":"\ud800"}]}""",
        Disk("0"),
        Disk("1e28"),
        Disk("1e999"),
        Disk("\"4.80\""),
        Disk("4.80", currency: "EUR"),
        Disk("4.80", unit: "1 GB/Month"),
        """{"Items":[""" + Row("4.80", "USD", "1/Month") + "," + Row("5.10", "USD", "1/Month") + "]}",
    ];

    [Fact]
    public async Task A_disk_and_an_address_are_named_with_their_price_and_what_is_free_without()
    {
        using Journey journey = WithAddress();
        AzureOperationException exception = await FailAsync(journey);
        Assert.Contains("legacy01-osdisk (about 4.80 USD a month, prices.azure.com), removed by: Remove-AzResource", exception.Message);
        Assert.Contains("(about 7.30 USD a month, prices.azure.com)", exception.Message);
        Assert.Equal([4.80m, 7.30m], exception.LeftBehind.Where(l => l.Billed).Select(l => l.MonthlyPriceUsd));
        Assert.All(exception.LeftBehind.Where(l => !l.Billed), free => Assert.Null(free.MonthlyPriceUsd));
        Assert.DoesNotContain("price not known", exception.Message);
    }

    [Theory]
    [InlineData(null, 146.0)]
    [InlineData("Windows_Server", 73.0)]
    public async Task A_machine_is_priced_while_it_runs_with_Windows_unless_that_is_licensed(string? license, double price)
    {
        using var journey = new Journey { Request = Samples.Request with { LicenseType = license } };
        journey.Connection = journey.Azure.Connect(maxRetries: 0);
        bool isMade = false;
        journey.Azure.Interference = request =>
        {
            if (Journey.IsPut(request, "virtualMachines")) isMade = true;
            return isMade && request.Uri.AbsolutePath.Contains("/operations/", StringComparison.Ordinal)
                ? ArmReply.Json(200, JsonNode.Parse("""{"status":"Failed","error":{"code":"InternalOperationError","message":"no"}}"""))
                : null;
        };
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        Assert.Equal((decimal)price, exception.LeftBehind[0].MonthlyPriceUsd);
        Assert.Contains($"legacy01 (about {price.ToString("0.00", CultureInfo.InvariantCulture)} USD a month while it runs, prices.azure.com)", exception.Message);
    }

    [Fact]
    public async Task The_list_is_asked_once_without_a_token_and_only_after_a_failure()
    {
        using Journey journey = WithAddress();
        await FailAsync(journey);
        RehearsalRequest asked = Assert.Single(journey.Exchanges, IsPriceRequest).Request;
        Assert.Null(asked.Header("Authorization"));
        Assert.DoesNotContain(journey.Azure.Token, asked.Uri.AbsoluteUri);
        Assert.DoesNotContain(journey.Azure.SubscriptionId, asked.Uri.AbsoluteUri);
        Assert.Equal(
            "priceType eq 'Consumption' and (armRegionName eq 'westeurope') and (meterName eq 'E1 LRS Disk' or meterName eq 'Standard IPv4 Static Public IP')",
            asked.Query("$filter"));

        using var whole = new Journey();
        await whole.RunAsync();
        Assert.DoesNotContain(whole.Exchanges, IsPriceRequest);
    }

    [Fact]
    public async Task Nobody_is_asked_where_nothing_billed_is_left()
    {
        using var journey = new Journey { Request = Samples.Request with { RemoveOnFailure = true } };
        await FailAsync(journey);
        using var early = new Journey();
        early.Interfere(r => Journey.IsPut(r, "virtualNetworks"), () => ArmReply.Empty(400));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => early.RunAsync());
        Assert.NotEmpty(exception.LeftBehind);
        Assert.DoesNotContain(journey.Exchanges.Concat(early.Exchanges), IsPriceRequest);
    }

    [Fact]
    public async Task Nobody_is_asked_about_another_cloud()
    {
        using var journey = new Journey();
        journey.Connection = new AzureConnection(
            journey.Azure.Identity, AzureCloud.Public with { Name = "Other" }, journey.Azure.SubscriptionId, journey.Connection.Service);
        AzureOperationException exception = await FailAsync(journey);
        Assert.Contains("legacy01-osdisk " + NotKnown, exception.Message);
        Assert.DoesNotContain(journey.Exchanges, IsPriceRequest);
    }

    [Theory]
    [InlineData(429, "")]
    [InlineData(302, "")]
    [InlineData(200, "<html>")]
    [InlineData(0, "")]
    public async Task A_list_that_does_not_answer_well_leaves_the_message_whole(int status, string body)
    {
        using var journey = new Journey();
        int asked = 0;
        AzureOperationException exception = await FailAsync(journey, () => Interlocked.Increment(ref asked) > 0 && status == 0 ? throw new IOException("connection reset") : Text(status, body));
        AssertWhole(exception);
        Assert.Equal("SizeNotAvailable", exception.ErrorId);
        Assert.Equal(1, asked);
    }

    [Theory]
    [MemberData(nameof(BadLists))]
    public async Task A_list_without_one_clear_price_gives_none(string body)
    {
        Assert.Null(await PriceOfDiskAsync(body));
        Assert.Equal(4.80m, await PriceOfDiskAsync(Disk("4.80")));
    }

    [Fact]
    public async Task A_list_that_is_silent_is_waited_for_as_long_as_it_may_take_and_no_longer()
    {
        using var journey = new Journey();
        using var limit = new CancellationTokenSource();
        ServiceTransport service = journey.Connection.Service;
        journey.Connection = new AzureConnection(
            journey.Azure.Identity,
            AzureCloud.Public,
            journey.Azure.SubscriptionId,
            service with { Transport = new SilentAboutPrices(service.Transport!, limit), PriceLimit = () => limit });
        AssertWhole(await FailAsync(journey));
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public async Task An_interruption_names_prices_too()
    {
        using var journey = new Journey();
        DeploymentCanceledException exception = await journey.InterruptAsync();
        Assert.Contains("legacy01-osdisk (about 4.80 USD a month", exception.Message);
    }

    private static Journey WithAddress() => new() { Request = Samples.Request with { AllowRdpFrom = ["203.0.113.7"] } };

    private static bool IsPriceRequest((RehearsalRequest Request, RehearsalReply Reply) exchange) => IsPriceRequest(exchange.Request);

    private static bool IsPriceRequest(RehearsalRequest request) => request.Uri.Host == "prices.azure.com";

    private static async Task<AzureOperationException> FailAsync(Journey journey, Func<RehearsalReply>? prices = null)
    {
        journey.Azure.Interference = request =>
            Journey.IsPut(request, "virtualMachines") ? ArmReply.Json(409, new JsonObject { ["error"] = new JsonObject { ["code"] = "SkuNotAvailable", ["message"] = "no" } })
            : IsPriceRequest(request) ? prices?.Invoke()
            : null;
        return await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
    }

    private static async Task<decimal?> PriceOfDiskAsync(string list)
    {
        using var azure = new RehearsalAzure { Interference = request => IsPriceRequest(request) ? Text(200, list) : null };
        var disk = new LeftBehind("Microsoft.Compute/disks", "erp", "/erp", Billed: true, "Remove-AzResource", "az resource delete");
        var meters = new Dictionary<string, PriceMeter> { [disk.Id] = new("westeurope", "meterName", "E1 LRS Disk") };
        return Assert.Single(await RetailPrices.AddAsync(azure.Connect(), [disk], meters)).MonthlyPriceUsd;
    }

    private static void AssertWhole(AzureOperationException exception)
    {
        Assert.Contains("legacy01-osdisk " + NotKnown, exception.Message);
        Assert.Equal(5, exception.LeftBehind.Count);
        Assert.All(exception.LeftBehind, left =>
        {
            Assert.Null(left.MonthlyPriceUsd);
            Assert.Contains(left.RemoveCommand, exception.Message);
        });
    }

    private static string Disk(string price, string currency = "USD", string unit = "1/Month") => """{"Items":[""" + Row(price, currency, unit) + "]}";

    private static string Row(string price, string currency, string unit) =>
        $$"""{"meterName":"E1 LRS Disk","armRegionName":"westeurope","type":"Consumption","currencyCode":"{{currency}}","unitOfMeasure":"{{unit}}","retailPrice":{{price}}}""";

    // A proxy or service that wants to be asked again in an hour is not waited for.
    private static RehearsalReply Text(int status, string body) => new(status, new Dictionary<string, string> { ["Retry-After"] = "3600", ["Location"] = "https://example.org/" }, Encoding.UTF8.GetBytes(body));

    /// <summary>Answers about prices never, and lets their time run out as soon as they are asked for.</summary>
    private sealed class SilentAboutPrices(HttpPipelineTransport others, CancellationTokenSource limit) : HttpPipelineTransport
    {
        public override Request CreateRequest() => others.CreateRequest();

        public override void Process(HttpMessage message) => others.Process(message);

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            if (message.Request.Uri.Host == "prices.azure.com")
            {
                await limit.CancelAsync();
                await Task.Delay(Timeout.Infinite, message.CancellationToken);
            }

            await others.ProcessAsync(message);
        }
    }
}
