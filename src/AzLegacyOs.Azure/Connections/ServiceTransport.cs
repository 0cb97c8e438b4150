using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Connections;

/// <summary>How requests travel, for a connection that does not go to the network or must not wait.</summary>
internal sealed record ServiceTransport
{
    /// <summary>Null for HTTP.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>First pause before a retry; it doubles with every further one. A Retry-After of the service goes first.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    public int MaxRetries { get; init; } = 8;

    /// <summary>Least pause between two looks at a long-running operation.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for one answer of Resource Manager.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Longest time for one range, its sending included: several of 4 MiB share a line that may be slow.</summary>
    public TimeSpan PageTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Ends the wait for prices, which comes before a failure is told.</summary>
    public Func<CancellationTokenSource> PriceLimit { get; init; } = () => new CancellationTokenSource(TimeSpan.FromSeconds(5));
}
