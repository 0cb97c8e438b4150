using System.Text;
using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Rehearsal.Exchanges;
using Azure.Core;

namespace AzLegacyOs.Azure.Tests.ResourceManager;

/// <summary>Long-running operations and lists in every form that Resource Manager may give them.</summary>
public class OperationTests
{
    private const string Host = "https://management.azure.com";

    private const string Made = """{"name":"x","properties":{"provisioningState":"Succeeded"}}""";

    private static readonly Dictionary<string, object?> Body = [];

    private readonly List<string> _asked = [];

    /// <summary>What a PUT answers, then one answer after the other, the last one for ever.</summary>
    public static TheoryData<string, string[]> Forms => new()
    {
        { "201 op=/op {}", ["404 {\"error\":{\"code\":\"OperationNotFound\"}}", "200 {\"status\":\"InProgress\"}", "200 {\"status\":\"Succeeded\"}", "200 " + Made] },
        { "202 op=/op", ["202", "202 {}", "204", "200 " + Made] },
        { "200 op=https://management.azure.com/op {}", ["200 {\"properties\":{\"provisioningState\":\"Updating\"}}", "200 {\"properties\":{\"provisioningState\":\"Succeeded\"}}", "200 " + Made] },
        { "202 loc=/one", ["202 loc=/two", "202", "200", "200 " + Made] },
        { "202", ["404 {\"error\":{\"code\":\"ResourceNotFound\"}}", "200 {\"properties\":{\"provisioningState\":\"Creating\"}}", "200 " + Made] },
        { "201 {\"properties\":{\"provisioningState\":\"Creating\"}}", ["200 {\"properties\":{\"provisioningState\":\"Creating\"}}", "200 {\"name\":\"x\"}"] },
        { "200 {}", ["200 " + Made] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_resource_is_waited_for_in_any_form(string first, string[] then)
    {
        ResourceRequests requests = Requests(first, then);
        JsonElement made = await requests.CreateAsync(ResourceTypes.Disk, "/subscriptions/s/x", Body, TestContext.Current.CancellationToken);
        Assert.Equal("x", made.TextAt("name"));
        Assert.True(_asked.Count > then.Length, string.Join("\n", _asked));
    }

    [Fact]
    public async Task A_Location_that_leads_on_is_followed_and_kept_where_it_is_not_told_again()
    {
        await Requests("202 loc=/one", ["202 loc=/two?t=1", "202", "200", "200 " + Made]).CreateAsync(ResourceTypes.Disk, "/subscriptions/s/x", Body, TestContext.Current.CancellationToken);
        Assert.Equal(["PUT /subscriptions/s/x", "GET /one", "GET /two", "GET /two", "GET /subscriptions/s/x"], _asked);
    }

    [Theory]
    [InlineData("202 loc=/one", "409 {\"error\":{\"code\":\"QuotaExceeded\",\"message\":\"no\"}}", "QuotaExceeded")]
    [InlineData("201 op=/op {}", "200 {\"status\":\"Cancelled\"}", "OperationFailed")]
    [InlineData("202", "200 {\"properties\":{\"provisioningState\":\"Failed\"}}", "OperationFailed")]
    [InlineData("201 op=/op {}", "404 {\"error\":{\"code\":\"OperationNotFound\"}}", "ResourceNotFound")]
    [InlineData("202 loc=nowhere", "200", "AnswerNotUnderstood")]
    public async Task One_that_ends_badly_is_a_failure(string first, string then, string errorId)
    {
        ResourceRequests requests = Requests(first, [then]);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => FailureMap.Guard("Creating it", default, () => requests.CreateAsync(ResourceTypes.Disk, "/subscriptions/s/x", Body, default)));
        Assert.Equal(errorId, exception.ErrorId);
    }

    [Theory]
    [InlineData("202 loc=/one", "202", "204")]
    [InlineData("202 loc=/one", "404 {\"error\":{\"code\":\"ResourceNotFound\"}}", "200")]
    [InlineData("404 {\"error\":{\"code\":\"ResourceGroupNotFound\"}}", "200", "200")]
    [InlineData("204", "200", "200")]
    public async Task What_is_gone_is_removed(string first, string second, string third) =>
        await Requests(first, [second, third]).RemoveAsync(ResourceTypes.Disk, "/subscriptions/s/x", TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""{"value":[1,2],"nextLink":"https://management.azure.com/list?$skiptoken=2"}""", """{"value":[3],"nextLink":""}""", 3)]
    [InlineData("""{"value":[1,2],"nextLink":"/list?$skiptoken=2"}""", """{"value":[3],"nextLink":null}""", 3)]
    [InlineData("""{"Value":[1,2],"NextLink":"/list?$skiptoken=2"}""", """{"value":[3],"nextLink":"/list?$skiptoken=2"}""", 3)]
    [InlineData("""{"value":[],"nextLink":"/list?$skiptoken=2"}""", """{"value":[3]}""", 1)]
    public async Task Every_page_of_a_list_is_read_once(string first, string second, int rows)
    {
        IReadOnlyList<JsonElement> found = await Requests("200 " + first, ["200 " + second]).ListAsync("/list?api-version=1", TestContext.Current.CancellationToken);
        Assert.Equal(rows, found.Count);
    }

    [Fact]
    public async Task Where_there_is_no_such_subscription_nothing_is_said_to_be_absent_from_it()
    {
        ResourceRequests requests = Requests("404 {\"error\":{\"code\":\"SubscriptionNotFound\",\"message\":\"The subscription 's' could not be found.\"}}", ["404"]);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => FailureMap.Guard("Asking", default, () => requests.FindAsync(ResourceTypes.Disk, "/subscriptions/s/x", default)));
        Assert.Equal(("ResourceNotFound", "SubscriptionNotFound"), (exception.ErrorId, exception.Failure.Code));
        Assert.Null(await requests.FindAsync(ResourceTypes.Disk, "/subscriptions/s/x", TestContext.Current.CancellationToken));
    }

    /// <summary>Answers in the form "status [op=ADDRESS] [loc=ADDRESS] [BODY]".</summary>
    private ResourceRequests Requests(string first, string[] then)
    {
        var answers = new Queue<string>([first, .. then]);
        return new ResourceRequests(new AzureConnection(
            DelegatedTokenCredential.Create((_, _) => new AccessToken("any", DateTimeOffset.MaxValue)),
            AzureCloud.Public,
            null,
            new ServiceTransport
            {
                Transport = new RehearsalTransport(request =>
                {
                    _asked.Add($"{request.Method} {request.Uri.AbsolutePath}");
                    Assert.Equal(Host, request.Uri.GetLeftPart(UriPartial.Authority));
                    return Reply(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
                }),
                RetryDelay = TimeSpan.FromMilliseconds(1),
                PollingInterval = TimeSpan.FromMilliseconds(1),
            }));
    }

    private static RehearsalReply Reply(string text)
    {
        string[] words = text.Split(' ');
        var headers = new Dictionary<string, string>();
        int body = 1;
        for (; body < words.Length && (words[body].StartsWith("op=", StringComparison.Ordinal) || words[body].StartsWith("loc=", StringComparison.Ordinal)); body++)
            headers[words[body][0] == 'o' ? "Azure-AsyncOperation" : "Location"] = words[body][(words[body].IndexOf('=') + 1)..];
        return new RehearsalReply(int.Parse(words[0]), headers, Encoding.UTF8.GetBytes(string.Join(' ', words[body..])));
    }
}
