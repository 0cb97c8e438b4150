using AzLegacyOs.Azure.ResourceManager;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Upload.Pacing;

/// <summary>Holds every try of a paced request back until its time has come, and tells the pace how it went.</summary>
/// <remarks>It sits below the retries of the pipeline, because a retry weighs on the service as much as a first try.</remarks>
internal sealed class PacingPolicy : HttpPipelinePolicy
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Puts a request of so many bytes under a pace.</summary>
    public static void Apply(HttpMessage message, SenderGate gate, int bytes) => message.SetProperty(typeof(PacingPolicy), new Pace(gate, bytes));

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!message.TryGetProperty(typeof(PacingPolicy), out object? found) || found is not Pace(SenderGate gate, int bytes))
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            return;
        }

        TimeSpan begun = await gate.BeginAsync(bytes, message.CancellationToken).ConfigureAwait(false);
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
        catch when (!message.CancellationToken.IsCancellationRequested)
        {
            gate.Lost(begun);
            throw;
        }

        if (message.Response.Status is 429 or 503) gate.Refused(begun, Wait(message.Response));
        else if (message.Response.Status is 408 or >= 500) gate.Lost(begun);
        else gate.Answered(bytes, begun);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private sealed record Pace(SenderGate Gate, int Bytes);

    private static TimeSpan? Wait(Response response) => RetryAfter.Of(response) is not { } asked ? null : asked < LongestPause ? asked : LongestPause;
}
