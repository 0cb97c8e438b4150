using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Disks;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>The journey when Azure refuses, throttles, breaks off, or is interrupted.</summary>
public class FaultTests
{
    // The extensions, and the network interface.
    private const int CallsOfReport = 2;

    public static TheoryData<int> Statuses => [429, 500, 502, 503, 504, 408];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_fault_that_passes_is_waited_out_at_every_call(int status)
    {
        using var journey = new Journey();
        var seen = new ConcurrentDictionary<string, int>();
        journey.Azure.Interference = request => IsFirst(seen, request) ? ArmReply.Empty(status) : null;
        await journey.RunAsync();
        journey.AssertUploaded();
    }

    [Fact]
    public async Task A_connection_that_breaks_is_taken_up_again()
    {
        using var journey = new Journey();
        var seen = new ConcurrentDictionary<string, int>();
        journey.Azure.Interference = request => IsFirst(seen, request) && seen.Count % 3 == 0 ? throw new IOException("connection reset") : null;
        await journey.RunAsync();
        journey.AssertUploaded();
    }

    [Fact]
    public async Task A_connection_that_stays_broken_ends_in_one_clear_error()
    {
        using var journey = new Journey();
        journey.Azure.Interference = _ => throw new IOException("connection reset");
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.PlanAsync());
        Assert.Equal(("ServiceNotReached", AzureFailureCategory.ConnectionError), (exception.ErrorId, exception.Failure.Category));
        Assert.Contains("connection reset", exception.Message);
    }

    [Fact]
    public async Task After_a_fault_at_any_call_a_second_run_ends_in_the_same_place()
    {
        int calls;
        using (var whole = new Journey())
        {
            await whole.RunAsync();
            calls = whole.Exchanges.Count;
        }

        for (int broken = 0; broken < calls; broken++)
        {
            using var journey = new Journey();
            journey.Connection = journey.Azure.Connect(maxRetries: 0);
            int number = -1;
            journey.Azure.Interference = _ => Interlocked.Increment(ref number) == broken ? throw new IOException("connection reset") : null;

            // What fails when the VM is there is a warning.
            if (broken >= calls - CallsOfReport) Assert.Contains("connection reset", Assert.Single((await journey.RunAsync()).Warnings));
            else Assert.Equal("ServiceNotReached", (await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync())).ErrorId);
            DeploymentResult result = await journey.RunAsync();
            journey.AssertUploaded();
            Assert.Equal("legacy01", result.Name);
            Assert.Empty(result.Warnings);
        }
    }

    [Fact]
    public async Task A_failure_names_what_is_left_and_the_command_that_removes_it()
    {
        using var journey = new Journey();
        Refuse(journey, 409, "SkuNotAvailable", "The requested VM size is currently not available.");
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        Assert.Equal(("SizeNotAvailable", AzureFailureCategory.ResourceUnavailable, 409), (exception.ErrorId, exception.Failure.Category, exception.Failure.HttpStatus));
        Assert.Equal(["disks", "networkInterfaces", "virtualNetworks", "networkSecurityGroups", "resourceGroups"], exception.LeftBehind.Select(l => l.Type.Split('/')[1]));
        LeftBehind disk = exception.LeftBehind[0];
        Assert.True(disk.Billed);
        Assert.Contains($"Remove-AzResource -ResourceId '{disk.Id}' -Force", exception.Message);
        Assert.Contains("az group delete --name 'rg-legacy'", exception.LeftBehind[^1].RemoveCommandCli);
    }

    [Fact]
    public async Task Access_that_could_not_be_taken_back_is_taken_back_by_the_command_that_removes_the_disk()
    {
        using var journey = new Journey();
        bool isBroken = false;
        journey.Azure.Interference = request =>
        {
            isBroken |= Journey.IsPageWrite(request);
            if (Journey.IsPageWrite(request)) return ArmReply.Empty(400);
            return isBroken && request.Uri.AbsolutePath.EndsWith("/endGetAccess", StringComparison.Ordinal) ? ArmReply.Empty(401) : null;
        };
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        LeftBehind disk = exception.LeftBehind.Single(left => left.Name == "legacy01-osdisk");
        Assert.StartsWith("Revoke-AzDiskAccess -ResourceGroupName 'rg-legacy' -DiskName 'legacy01-osdisk'; Remove-AzResource ", disk.RemoveCommand);
        Assert.StartsWith("az disk revoke-access --resource-group 'rg-legacy' --name 'legacy01-osdisk' && az resource delete ", disk.RemoveCommandCli);
    }

    [Fact]
    public async Task What_was_made_is_removed_on_request_and_what_was_there_stays()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        journey.Request = Samples.Request with { Name = "legacy02", RemoveOnFailure = true };
        Refuse(journey, 409, "OperationNotAllowed", "Operation could not be completed as it results in exceeding approved Total Regional Cores quota.");
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        Assert.Equal("QuotaExceeded", exception.ErrorId);
        Assert.Empty(exception.LeftBehind);
        Assert.Throws<KeyNotFoundException>(() => journey.Azure.OpenUploadedDisk("legacy02-osdisk"));
        journey.AssertUploaded("legacy01-osdisk");
    }

    [Fact]
    public async Task An_interruption_takes_the_access_back_and_says_what_is_left()
    {
        using var journey = new Journey();
        DeploymentCanceledException exception = await journey.InterruptAsync();
        Assert.Contains(exception.LeftBehind, l => l.Name == "legacy01-osdisk" && l.Billed);
        Assert.Contains(journey.Exchanges, e => e.Request.Uri.AbsolutePath.EndsWith("/endGetAccess", StringComparison.Ordinal));
        DeploymentResult result = await journey.RunAsync();
        Assert.True(result.Plan.Resources.Single(r => r.Type.EndsWith("disks")).ReplacesUnfinishedUpload);
        journey.AssertUploaded();
    }

    [Fact]
    public async Task A_source_that_fails_is_not_taken_for_the_network()
    {
        using var journey = new Journey();
        DeploymentPlan plan = await journey.PlanAsync();
        int reads = 0;
        journey.Disk.OnRead = _ =>
        {
            if (Interlocked.Increment(ref reads) > 10) throw new IOException("bad sector");
        };
        var exception = await Assert.ThrowsAsync<DiskFormatException>(() => DeploymentRunner.RunAsync(journey.Connection, plan, journey.Assessment, journey.Disk.AsFixedVhd()));
        Assert.Contains("bad sector", exception.Message);
        Assert.Contains("Remove-AzResource", exception.Message);
    }

    [Fact]
    public async Task A_footer_that_is_never_stored_is_noticed_before_Azure_judges_the_disk()
    {
        using var journey = new Journey();

        // The last page write is answered as done and not done.
        journey.Interfere(
            r => Journey.IsPageWrite(r) && r.Body.AsSpan().StartsWith("conectix"u8),
            () => new RehearsalReply(201, new Dictionary<string, string>(), []));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        Assert.Equal("PagesNotStored", exception.ErrorId);
    }

    [Fact]
    public async Task An_answer_for_other_bytes_is_caught_and_they_are_sent_again()
    {
        using var journey = new Journey();
        journey.Interfere(Journey.IsPageWrite, () => ArmReply.Empty(201, ("x-ms-content-crc64", "AQIDBAUGBwg=")), times: 1);
        await journey.RunAsync();
        journey.AssertUploaded();
    }

    [Fact]
    public async Task An_address_that_runs_out_in_the_middle_is_renewed()
    {
        using var journey = new Journey();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        journey.Azure.Clock = () => now;
        int writes = 0;
        journey.Azure.Interference = request =>
        {
            if (Journey.IsPageWrite(request) && Interlocked.Increment(ref writes) == 4) now = now.AddDays(2);
            return null;
        };
        await journey.RunAsync();
        journey.AssertUploaded();
        Assert.Equal(2, journey.Exchanges.Count(e => e.Request.Uri.AbsolutePath.EndsWith("/beginGetAccess", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_resource_that_is_not_seen_for_a_moment_is_looked_for_again()
    {
        using var journey = new Journey();
        var created = new ConcurrentDictionary<string, int>();
        journey.Azure.Interference = r =>
        {
            if (r.Method == "PUT" && r.Query("api-version") is not null) created[r.Uri.AbsolutePath] = 2;
            return r.Method == "GET" && created.TryGetValue(r.Uri.AbsolutePath, out int left) && created.TryUpdate(r.Uri.AbsolutePath, left - 1, left) && left > 0
                ? ArmReply.Json(404, JsonNode.Parse("""{"error":{"code":"ResourceNotFound","message":"not yet"}}"""))
                : null;
        };
        await journey.RunAsync();
        journey.AssertUploaded();
    }

    [Fact]
    public async Task An_extension_that_fails_is_a_warning_for_the_VM_is_up()
    {
        using var journey = new Journey { Request = Samples.Request with { Extensions = ["BGInfo"] }, Assessment = Samples.WithAgent };
        DeploymentResult result = await journey.RunAsync();
        Assert.Equal(ExtensionAction.Install, Assert.Single(result.Plan.Extensions).Action);
        Assert.Contains("VMAgentStatusCommunicationError", Assert.Single(result.Warnings));
    }

    // Each call by itself: of calls that are under way at once, one could be met by every fault of a count over all of them.
    private static bool IsFirst(ConcurrentDictionary<string, int> seen, RehearsalRequest request) =>
        seen.TryAdd($"{request.Method} {request.Uri} {request.Header("x-ms-range")}", 0);

    private static void Refuse(Journey journey, int status, string code, string message) => journey.Interfere(
        r => Journey.IsPut(r, "virtualMachines"),
        () => ArmReply.Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }));
}
