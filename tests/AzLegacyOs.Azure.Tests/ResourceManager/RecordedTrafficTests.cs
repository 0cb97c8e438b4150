using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;
using Azure.Core;

namespace AzLegacyOs.Azure.Tests.ResourceManager;

/// <summary>Our requests against answers of the real service: bodies without an id under 202, operations at two addresses, refusals in their own spelling.</summary>
public class RecordedTrafficTests
{
    [Fact]
    public async Task Every_recorded_session_is_understood()
    {
        string[] sessions = [.. Corpus.List("arm").Where(name => name.StartsWith("arm/java-", StringComparison.Ordinal))];
        Corpus.Require("arm/java-res-testManageManagedDisks.json");
        int made = 0, removed = 0, granted = 0, refused = 0;
        foreach (string session in sessions)
        {
            Recording recording = Recording.Load(Corpus.Open(session));
            ResourceRequests requests = Requests(recording);
            foreach (RecordedExchange exchange in recording.Exchanges)
            {
                string id = exchange.Path;
                switch (exchange.Method)
                {
                    case "PUT" when exchange.Status < 300:
                        JsonElement resource = await requests.CreateAsync(TypeOf(id), id, new Dictionary<string, object?>(), TestContext.Current.CancellationToken);
                        Assert.Equal(ResourceIds.NameOf(id), resource.TextAt("name"), ignoreCase: true);
                        Assert.NotNull(resource.TextAt("id"));
                        made++;
                        break;
                    case "PUT":
                        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => FailureMap.Guard("Creating it", default, () => requests.CreateAsync(TypeOf(id), id, new Dictionary<string, object?>(), default)));
                        Assert.Equal(("QuotaExceeded", exchange.Status), (exception.ErrorId, exception.Failure.HttpStatus));
                        refused++;
                        break;
                    case "DELETE":
                        await requests.RemoveAsync(TypeOf(id), id, TestContext.Current.CancellationToken);
                        removed++;
                        break;
                    case "POST" when id.EndsWith("/beginGetAccess", StringComparison.Ordinal):
                        JsonElement? access = await requests.PostAsync(id + "?api-version=2023-04-02", null, TestContext.Current.CancellationToken);
                        Assert.NotNull(access?.TextAt("accessSAS"));
                        granted++;
                        break;
                    case "POST":
                        await requests.PostAsync(id + "?api-version=2023-04-02", null, TestContext.Current.CancellationToken);
                        break;
                }
            }
        }

        Assert.True(made >= 10 && removed >= 4 && granted >= 1 && refused >= 1, $"made {made}, removed {removed}, granted {granted}, refused {refused}");
    }

    /// <summary>What the recordings do not hold, in the forms that the service is known to give.</summary>
    [Theory]
    [InlineData("""{"status":"Failed","error":{"code":"OperationNotAllowed","message":"exceeding quota limits of Core"}}""", "QuotaExceeded")]
    [InlineData("""{"Status":"Failed","Error":{"Code":"SkuNotAvailable","Message":"not here"}}""", "SizeNotAvailable")]
    [InlineData("""{"status":"failed","Error":{"Code":"AllocationFailed","Message":"none left","Details":null}}""", "NoCapacity")]
    [InlineData("""{"status":"Canceled","error":{"code":"OperationPreempted","message":"another one took its place"}}""", "OperationFailed")]
    [InlineData("""{"status":"Failed"}""", "OperationFailed")]
    public async Task An_operation_that_answers_200_and_failed_has_failed(string body, string errorId)
    {
        ResourceRequests requests = Requests(request => request.Method == "PUT"
            ? new RehearsalReply(201, new Dictionary<string, string> { ["Azure-AsyncOperation"] = "https://management.azure.com/subscriptions/s/operations/1?api-version=1" }, "{}"u8.ToArray())
            : new RehearsalReply(200, new Dictionary<string, string>(), System.Text.Encoding.UTF8.GetBytes(body)));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => FailureMap.Guard("Creating it", default, () => requests.CreateAsync(ResourceTypes.VirtualMachine, "/subscriptions/s/x", new Dictionary<string, object?>(), default)));
        Assert.Equal(errorId, exception.ErrorId);
    }

    [Theory]
    [InlineData("status", "InProgress", "Succeeded")]
    [InlineData("Status", "Running", "succeeded")]
    public async Task An_operation_in_any_spelling_is_waited_for(string name, string first, string last)
    {
        int looks = 0;
        ResourceRequests requests = Requests(request => (request.Method, request.Uri.AbsolutePath.Contains("/operations/")) switch
        {
            ("PUT", _) => new RehearsalReply(202, new Dictionary<string, string> { ["Azure-AsyncOperation"] = "https://management.azure.com/subscriptions/s/operations/1?api-version=1" }, "{}"u8.ToArray()),
            (_, true) => new RehearsalReply(200, new Dictionary<string, string>(), System.Text.Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{(++looks < 3 ? first : last)}}"}""")),
            _ => new RehearsalReply(200, new Dictionary<string, string>(), """{"name":"x"}"""u8.ToArray()),
        });
        Assert.Equal("x", (await requests.CreateAsync(ResourceTypes.Disk, "/subscriptions/s/x", new Dictionary<string, object?>(), TestContext.Current.CancellationToken)).TextAt("name"));
        Assert.Equal(3, looks);
    }

    private static string TypeOf(string id) => id.Split('/') is { Length: > 7 } parts ? $"{parts[6]}/{parts[7]}" : ResourceTypes.ResourceGroup;

    private static ResourceRequests Requests(Recording recording) => Requests(recording.Answer);

    private static ResourceRequests Requests(Func<RehearsalRequest, RehearsalReply> answer) => new(new AzureConnection(
        DelegatedTokenCredential.Create((_, _) => new AccessToken("any", DateTimeOffset.MaxValue)),
        AzureCloud.Public,
        null,
        new ServiceTransport { Transport = new RehearsalTransport(answer), RetryDelay = TimeSpan.FromMilliseconds(1), PollingInterval = TimeSpan.FromMilliseconds(1) }));
}
