using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Text;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Azure.Tests.Support;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>Neither the signature of a disk's address nor a token is in anything that can be seen, at the most talkative setting.</summary>
[Collection(nameof(SecretTests))]
[CollectionDefinition(nameof(SecretTests), DisableParallelization = true)]
public class SecretTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_secret_leaves_the_journey(bool fails)
    {
        using var journey = new Journey();
        var heard = new StringBuilder();
        void Hear(string text)
        {
            lock (heard) heard.AppendLine(text);
        }

        using var events = new Listener(Hear);
        using var activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => Hear(a.DisplayName + string.Join(" ", a.TagObjects.Select(t => $"{t.Key}={t.Value}"))),
        };
        ActivitySource.AddActivityListener(activities);
        if (fails)
        {
            int writes = 0;
            journey.Azure.Interference = r => Journey.IsPageWrite(r) && Interlocked.Increment(ref writes) > 2 ? throw new IOException($"cannot reach {r.Uri}") : null;
        }

        try
        {
            DeploymentResult result = await journey.RunAsync(new Progress(p => Hear(p.ToString())));
            Hear(result.ToString());
            Hear(System.Text.Json.JsonSerializer.Serialize(result.Plan));
            var look = new MachineCheckOptions { ResourceGroup = result.Plan.Request.ResourceGroup, Name = result.Name, TryPort = false };
            Hear(System.Text.Json.JsonSerializer.Serialize(await MachineCheck.LookAsync(journey.Connection, look, TestContext.Current.CancellationToken)));
            Hear(System.Text.Json.JsonSerializer.Serialize(await new MachineInventory(journey.Connection, DateTime.UtcNow).ReadAsync(result.VmId, TestContext.Current.CancellationToken)));
        }
        catch (AzureOperationException exception)
        {
            Hear(exception.ToString());
            Hear(exception.Diagnostics ?? "");
        }

        string[] secrets = Secrets(journey);
        Assert.NotEmpty(secrets);
        string all = heard.ToString();
        Assert.True(all.Length > 10_000, "The listeners heard nothing.");
        Assert.All(secrets, s => Assert.DoesNotContain(s, all));
    }

    private static string[] Secrets(Journey journey)
    {
        string[] signatures = [.. journey.Exchanges.Select(e => e.Request.Query("sig")).OfType<string>().Distinct()];
        return [journey.Azure.Token, .. signatures, .. signatures.Select(Uri.EscapeDataString)];
    }

    private sealed class Progress(Action<DeploymentProgress> hear) : IProgress<DeploymentProgress>
    {
        public void Report(DeploymentProgress value) => hear(value);
    }

    private sealed class Listener(Action<string> hear) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("Azure", StringComparison.Ordinal) || eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // Events may come before the constructor is done.
            hear?.Invoke(eventData.EventName + " " + string.Join(" ", eventData.Payload?.Select(p => p is byte[] bytes ? Encoding.UTF8.GetString(bytes) : p?.ToString()) ?? []));
        }
    }
}
