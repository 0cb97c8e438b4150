using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Sockets;

/// <summary>
/// Each call of the journey and each fault: the run outlives it, or ends in a clear error that names whatever it made; and a second
/// invocation ends in the same place.
/// </summary>
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromMilliseconds(300);

    /// <summary>A fault of every call from some call on: what a service does that is gone, and what a process leaves that was killed there.</summary>
    [Theory]
    [InlineData(ServiceFault.Throttled, 3)]
    [InlineData(ServiceFault.InternalError, 3)]
    [InlineData(ServiceFault.Busy, 3)]
    [InlineData(ServiceFault.ResetBeforeAnswer, 2)]
    [InlineData(ServiceFault.DoneThenReset, 1)]
    [InlineData(ServiceFault.Silence, 6)]
    public async Task A_service_that_fails_from_some_call_on(ServiceFault fault, int stride)
    {
        int calls = await CountCallsAsync();
        Assert.InRange(calls, 30, 200);
        int failures = 0;
        for (int first = 0; first < calls; first += stride)
        {
            using Journey journey = Small();
            using var server = new RehearsalServer(journey.Azure) { Fault = FromCall(first, fault) };
            journey.Connection = server.Connect(maxRetries: 1, fault == ServiceFault.Silence ? ShortPatience : null);
            if (await FailClearlyAsync(journey, $"{fault} from call {first}")) failures++;
            server.Fault = (_, _) => null;
            journey.Connection = server.Connect();
            await SucceedAsync(journey, $"{fault} from call {first}");
        }

        // A run outlives what fails only while the addresses are read at its end, and extensions.
        Assert.InRange(failures, calls / stride * 3 / 4, calls);
    }

    /// <summary>A fault of one call alone is outlived at once.</summary>
    [Theory]
    [InlineData(ServiceFault.ThrottledWithoutDelay)]
    [InlineData(ServiceFault.ResetBeforeAnswer)]
    public async Task A_fault_of_one_call(ServiceFault fault)
    {
        int calls = await CountCallsAsync();
        for (int at = 0; at < calls; at += 2)
        {
            using Journey journey = Small();
            using var server = new RehearsalServer(journey.Azure) { Fault = (_, number) => number == at ? fault : null };
            journey.Connection = server.Connect();
            await SucceedAsync(journey, $"{fault} at call {at}");
        }
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Canceled")]
    public async Task An_operation_that_ends_badly(string status)
    {
        int operations = 0;
        using (Journey whole = Small())
        {
            await whole.RunAsync();
            operations = whole.Exchanges.Count(e => IsOperation(e.Request));
        }

        Assert.InRange(operations, 6, 100);
        for (int at = 0; at < operations; at++)
        {
            using Journey journey = Small();
            int seen = 0;
            journey.Azure.Interference = request => IsOperation(request) && Interlocked.Increment(ref seen) - 1 == at ? Ended(status) : null;
            await FailClearlyAsync(journey, $"{status} at operation {at}");
            journey.Azure.Interference = null;
            await SucceedAsync(journey, $"{status} at operation {at}");
        }
    }

    [Fact]
    public async Task What_was_just_made_may_be_unknown_for_a_moment()
    {
        using Journey journey = Small();
        journey.Azure.Subscription.IsSlowToShow = true;
        await SucceedAsync(journey, "slow to show");
    }

    [Fact]
    public async Task What_was_made_is_removed_on_request_wherever_the_machine_is_refused()
    {
        using Journey journey = Small();
        journey.Request = journey.Request with { RemoveOnFailure = true };
        journey.Interfere(r => Journey.IsPut(r, "virtualMachines"), () => ArmReply.Json(409, JsonNode.Parse("""{"error":{"code":"AllocationFailed","message":"no room"}}""")));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        Assert.Empty(exception.LeftBehind);
        Assert.Empty(journey.Azure.ResourceIds);
    }

    private static Journey Small() => new() { Disk = new SparseDisk(21 * Samples.MiB, 3, (0, 512), (63 * 512, 70_000), (20 * Samples.MiB, 512)) };

    private static Func<RehearsalRequest, int, ServiceFault?> FromCall(int first, ServiceFault fault) => (_, number) => number >= first ? fault : null;

    private static bool IsOperation(RehearsalRequest request) => request.Uri.AbsolutePath.Contains("perations/", StringComparison.Ordinal) && request.Query("monitor") is null;

    private static RehearsalReply Ended(string status) => ArmReply.Json(200, new JsonObject
    {
        ["name"] = "x",
        ["status"] = status,
        ["error"] = new JsonObject { ["code"] = status == "Failed" ? "InternalOperationError" : "OperationPreempted", ["message"] = "It was not to be." },
    });

    private static async Task<int> CountCallsAsync()
    {
        using Journey journey = Small();
        await journey.RunAsync();
        return journey.Exchanges.Count;
    }

    /// <summary>Fails unless the run ends well, or in an error that names everything that is there.</summary>
    /// <returns>Whether it ended in an error.</returns>
    private static async Task<bool> FailClearlyAsync(Journey journey, string what)
    {
        try
        {
            await journey.RunAsync();
            return false;
        }
        catch (AzureOperationException exception)
        {
            Assert.True(exception.Message.Length > 20, what);
            Assert.DoesNotContain("sig=", exception.ToString());
            string[] orphans = [.. journey.Azure.ResourceIds.Except(exception.LeftBehind.Select(l => l.Id), StringComparer.OrdinalIgnoreCase)];
            Assert.True(orphans.Length == 0, $"{what}: not named: {string.Join(", ", orphans)}. {exception.Message}");
            Assert.All(exception.LeftBehind, left => Assert.Contains(left.Name, left.RemoveCommand));
            return true;
        }
    }

    private static async Task SucceedAsync(Journey journey, string what)
    {
        try
        {
            DeploymentResult result = await journey.RunAsync();
            Assert.NotEmpty(result.VmId);
        }
        catch (AzureOperationException exception)
        {
            Assert.Fail($"{what}: {exception.Message}");
        }

        journey.AssertUploaded();
    }
}
