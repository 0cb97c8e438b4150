using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;
using global::Azure;
using global::Azure.Core;
using global::Azure.Identity;

namespace AzLegacyOs.Azure.Tests.Failures;

public class FailureMapTests
{
    [Theory]
    [InlineData(200, """{"status":"Failed","error":{"code":"InvalidVhd","message":"expected cookie"}}""", "UploadedDiskInvalid", AzureFailureCategory.InvalidData)]
    [InlineData(409, """{"error":{"code":"OperationNotAllowed","message":"exceeding approved Total Regional Cores quota."}}""", "QuotaExceeded", AzureFailureCategory.QuotaExceeded)]
    [InlineData(409, """{"error":{"code":"QuotaExceeded","message":"x","details":[{"code":"OperationNotAllowed","message":"needs more quota"}]}}""", "QuotaExceeded", AzureFailureCategory.QuotaExceeded)]
    [InlineData(429, """{"error":{"code":"OperationNotAllowed","message":"x","details":[{"code":"TooManyRequests","target":"PutVM3Min","message":"y"}]}}""", "Throttled", AzureFailureCategory.LimitsExceeded)]
    [InlineData(409, """{"error":{"code":"OperationNotAllowed","message":"There is an active shared access signature outstanding for disk d."}}""", "OperationNotAllowed", AzureFailureCategory.InvalidOperation)]
    [InlineData(409, """{"error":{"code":"SkuNotAvailable","message":"x"}}""", "SizeNotAvailable", AzureFailureCategory.ResourceUnavailable)]
    [InlineData(200, """{"status":"Failed","error":{"code":"AllocationFailed","message":"x"}}""", "NoCapacity", AzureFailureCategory.ResourceUnavailable)]
    [InlineData(200, """{"status":"Failed","error":{"code":"ConflictingUserInput","message":"x"}}""", "ResourceExists", AzureFailureCategory.ResourceExists)]
    [InlineData(404, """{"error":{"code":"ResourceGroupNotFound","message":"x"}}""", "ResourceNotFound", AzureFailureCategory.ObjectNotFound)]
    [InlineData(404, """{"Error":{"Code":"ResourceGroupNotFound","Message":"x"}}""", "ResourceNotFound", AzureFailureCategory.ObjectNotFound)]
    [InlineData(409, """{"error":{"code":"PropertyChangeNotAllowed","message":"x"}}""", "PropertyChangeNotAllowed", AzureFailureCategory.InvalidOperation)]
    [InlineData(403, """{"error":{"code":"RequestDisallowedByPolicy","message":"x"}}""", "DisallowedByPolicy", AzureFailureCategory.PermissionDenied)]
    [InlineData(409, """{"error":{"code":"MissingSubscriptionRegistration","message":"x"}}""", "ProviderNotRegistered", AzureFailureCategory.InvalidOperation)]
    [InlineData(400, """{"error":{"code":"BadRequest","message":"cannot boot Hypervisor Generation '1'."}}""", "SizeGenerationMismatch", AzureFailureCategory.InvalidArgument)]
    [InlineData(400, """{"error":{"code":"InvalidParameter","message":"cannot boot with OS image or disk. check that disk controller types","target":"vmSize"}}""", "SizeControllerMismatch", AzureFailureCategory.InvalidArgument)]
    [InlineData(400, """{"error":{"code":"InvalidParameter","message":"Parameter 'osProfile' is not allowed.","target":"osProfile"}}""", "InvalidRequest", AzureFailureCategory.InvalidArgument)]
    [InlineData(401, """{"error":{"code":"ExpiredAuthenticationToken","message":"x"}}""", "TokenRejected", AzureFailureCategory.AuthenticationError)]
    [InlineData(403, """<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code><Message>Server failed</Message></Error>""", "SasRejected", AzureFailureCategory.SecurityError)]
    [InlineData(400, """{"error":{"code":"BadRequest","message":"uploadSizeBytes is not valid."}}""", "UploadSizeInvalid", AzureFailureCategory.InvalidArgument)]
    [InlineData(200, """{"status":"Failed","error":{"code":"VMAgentStatusCommunicationError","message":"x"}}""", "ExtensionWithoutAgent", AzureFailureCategory.InvalidOperation)]
    [InlineData(400, """{"error":{"code":"LocationNotAvailableForResourceType","message":"x"}}""", "LocationNotAvailable", AzureFailureCategory.InvalidArgument)]
    [InlineData(409, """{"error":{"code":"Other","message":"x"}}""", "Conflict", AzureFailureCategory.InvalidOperation)]
    [InlineData(403, """<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code><Message>Signature not valid in the specified time frame</Message></Error>""", "SasExpired", AzureFailureCategory.SecurityError)]
    [InlineData(403, """<?xml version="1.0"?><Error><Code>AuthorizationPermissionMismatch</Code><Message>No</Message></Error>""", "SasLacksRight", AzureFailureCategory.PermissionDenied)]
    [InlineData(403, """<?xml version="1.0"?><Error><Code>KeyBasedAuthenticationNotPermitted</Code><Message>No</Message></Error>""", "SharedKeyForbidden", AzureFailureCategory.PermissionDenied)]
    [InlineData(403, """<?xml version="1.0"?><Error><Code>AuthorizationFailure</Code><Message>No</Message></Error>""", "StorageNetworkDenied", AzureFailureCategory.PermissionDenied)]
    [InlineData(404, """<?xml version="1.0"?><Error><Code>ContainerNotFound</Code><Message>No</Message></Error>""", "ContainerNotFound", AzureFailureCategory.ObjectNotFound)]
    [InlineData(409, """<?xml version="1.0"?><Error><Code>InvalidBlobType</Code><Message>No</Message></Error>""", "TargetNotPageBlob", AzureFailureCategory.InvalidArgument)]
    [InlineData(409, """<?xml version="1.0"?><Error><Code>BlobImmutableDueToPolicy</Code><Message>No</Message></Error>""", "TargetImmutable", AzureFailureCategory.PermissionDenied)]
    [InlineData(403, """<?xml version="1.0"?><Error><Code>AccountIsDisabled</Code><Message>No</Message></Error>""", "StorageAccountDisabled", AzureFailureCategory.ResourceUnavailable)]
    [InlineData(409, """{"error":{"code":"ScopeLocked","message":"The scope '/x' cannot perform write operation because following scope(s) are locked"}}""", "ResourceLocked", AzureFailureCategory.PermissionDenied)]
    [InlineData(400, """{"error":{"code":"NoRegisteredProviderFound","message":"No registered resource provider found for location 'x'"}}""", "LocationNotAvailable", AzureFailureCategory.InvalidArgument)]
    [InlineData(400, """{"error":{"code":"PublicIPCountLimitReached","message":"Cannot create more than 10"}}""", "QuotaExceeded", AzureFailureCategory.QuotaExceeded)]
    [InlineData(407, "", "ProxyRefused", AzureFailureCategory.ConnectionError)]
    [InlineData(503, "", "ServiceUnavailable", AzureFailureCategory.ResourceUnavailable)]
    [InlineData(502, "<html>bad gateway", "ServiceUnavailable", AzureFailureCategory.ResourceUnavailable)]
    [InlineData(418, "{", "OperationFailed", AzureFailureCategory.NotSpecified)]
    public void Every_known_error_has_its_id_and_kind(int status, string body, string errorId, AzureFailureCategory category)
    {
        AzureFailure failure = FailureMap.Describe(Failed(status, body));
        Assert.Equal((errorId, category, status), (failure.ErrorId, failure.Category, failure.HttpStatus));
        Assert.NotEmpty(failure.Hint);
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public void The_code_among_the_details_is_told_and_its_text_too()
    {
        AzureFailure failure = FailureMap.Describe(Failed(409, """{"error":{"code":"QuotaExceeded","message":"Outer.","details":[{},{"code":"A","details":[{"code":"OperationNotAllowed","message":"Inner quota."}]}]}}"""));
        Assert.Equal(("QuotaExceeded", "OperationNotAllowed", "Outer. Inner quota."), (failure.Code, failure.InnerCode, failure.Message));
    }

    [Theory]
    [InlineData("""{"error":{"code":"Outer","message":"Outer.","innererror":{"exceptiontype":"X","errordetail":"y"}}}""", null, "Outer.")]
    [InlineData("""{"error":{"code":"Outer","message":"Outer.","innererror":{"code":"SkuNotAvailable","message":"Inner.","innererror":{"code":"QuotaExceeded"}}}}""", "QuotaExceeded", "Outer.")]
    [InlineData("""{"error":{"code":"Outer","message":"Outer.","details":[{"code":"Wrapped","message":"{\r\n  \"error\": {\"code\": \"SkuNotAvailable\", \"message\": \"Inner.\"}}"}]}}""", "SkuNotAvailable", "Outer. Inner.")]
    [InlineData("""{"error":{"code":"Outer","message":"{\"error\":{\"code\":\"SkuNotAvailable\",\"message\":\"Inner.\"}}"}}""", "SkuNotAvailable", "Inner.")]
    [InlineData("""{"error":{"code":"Outer","message":"{ is a bracket","details":null,"innererror":null}}""", null, "{ is a bracket")]
    public void An_error_in_an_error_is_found_wherever_it_is(string body, string? innerCode, string message)
    {
        AzureFailure failure = FailureMap.Describe(Failed(409, body));
        Assert.Equal(("Outer", innerCode, message), (failure.Code, failure.InnerCode, failure.Message));
    }

    [Theory]
    [InlineData("90")]
    [InlineData("Sat, 21 Nov 2026 10:01:30 GMT")]
    public void A_wait_is_told_in_seconds_by_the_clock_of_the_service(string retryAfter)
    {
        var reply = new RehearsalReply(429, new Dictionary<string, string> { ["Retry-After"] = retryAfter, ["Date"] = "Sat, 21 Nov 2026 10:00:00 GMT" }, []);
        AzureFailure failure = FailureMap.Describe(new RequestFailedException(new RehearsalResponse(reply, "")));
        Assert.EndsWith("The service asks to wait 90 s.", failure.Hint);
    }

    [Fact]
    public void What_stands_against_the_whole_session_is_told_apart()
    {
        Assert.Equal(("SignInFailed", true), Told(new AuthenticationFailedException("x")));
        Assert.Equal(("NotSignedIn", true), Told(new CredentialUnavailableException("x")));
        Assert.Equal(("TokenRejected", true), Told(Failed(401, "")));
        Assert.Equal(("AuthorizationFailed", false), Told(Failed(403, "")));
        Assert.Equal(("AnswerNotUnderstood", false), Told(new JsonException()));
        static (string, bool) Told(Exception exception) => (FailureMap.Describe(exception).ErrorId, FailureMap.Describe(exception).ConcernsSession);
    }

    [Fact]
    public async Task Several_subscriptions_are_listed_and_none_is_guessed()
    {
        using var azure = new RehearsalAzure { Interference = _ => ArmReply.Json(200, JsonNode.Parse("""{"value":[{"id":"/subscriptions/one","subscriptionId":"one"},{"id":"/subscriptions/two","subscriptionId":"two"}]}""")!) };
        var connection = new AzureConnection(DelegatedTokenCredential.Create((_, _) => new AccessToken("any", DateTimeOffset.MaxValue)), AzureCloud.Public, null, new ServiceTransport { Transport = new RehearsalTransport(azure.Answer) });
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => connection.GetSubscriptionIdAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("SubscriptionNotChosen", true), (exception.ErrorId, exception.Failure.ConcernsSession));
        Assert.Contains("one, two", exception.Failure.Hint);
    }

    [Fact]
    public void A_missing_right_is_named_by_its_action()
    {
        AzureFailure failure = FailureMap.Describe(Failed(403, """{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization to perform action 'Microsoft.Compute/disks/write' over scope '/x'."}}"""));
        Assert.Contains("Microsoft.Compute/disks/write", failure.Hint);
    }

    [Fact]
    public async Task All_tries_of_a_broken_transport_are_one_failure()
    {
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => FailureMap.Guard<bool>("Trying", CancellationToken.None, () =>
            throw new AggregateException(new RequestFailedException("first"), new RequestFailedException(0, "Connection refused"))));
        Assert.Equal("ServiceNotReached", exception.ErrorId);
        Assert.Contains("Connection refused", exception.Message);
    }

    [Fact]
    public async Task A_cancelled_token_is_a_cancellation_and_a_slow_service_is_not()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FailureMap.Guard<bool>("Trying", cancelled.Token, () => throw new AggregateException(new TaskCanceledException())));
        var slow = await Assert.ThrowsAsync<AzureOperationException>(() => FailureMap.Guard<bool>("Trying", CancellationToken.None, () => throw new TaskCanceledException()));
        Assert.Equal("RequestTimedOut", slow.ErrorId);
    }

    [Fact]
    public async Task Our_own_faults_are_not_taken_for_those_of_Azure() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => FailureMap.Guard<bool>("Trying", CancellationToken.None, () => throw new InvalidOperationException()));

    [Fact]
    public void Every_error_in_recorded_traffic_is_understood()
    {
        int errors = 0;
        foreach (string name in Corpus.List("arm").Where(n => n.Contains("java", StringComparison.Ordinal)))
        {
            foreach (JsonNode? call in JsonNode.Parse(Corpus.ReadAllBytes(name))!["networkCallRecords"]!.AsArray())
            {
                int status = int.Parse((string)call!["Response"]!["StatusCode"]!);
                string body = (string?)call["Response"]!["Body"] ?? "";
                if (status < 400) continue;
                AzureFailure failure = FailureMap.Describe(Failed(status, body));
                Assert.NotNull(failure.Code);
                Assert.NotEqual("OperationFailed", failure.ErrorId);
                errors++;
            }
        }

        Assert.SkipUnless(Corpus.IsPresent, "The corpus of real artifacts is not here.");
        Assert.True(errors > 0);
    }

    private static RequestFailedException Failed(int status, string body) =>
        new(new RehearsalResponse(new RehearsalReply(status, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body)), ""));
}
