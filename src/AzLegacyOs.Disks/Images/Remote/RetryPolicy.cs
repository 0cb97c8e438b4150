using System.Net;
using System.Net.Http.Headers;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>When a request is sent again, and after how long.</summary>
/// <param name="Wait">Passes the time.</param>
/// <param name="Patience">How long a server may stay silent before the connection counts as broken.</param>
internal sealed record RetryPolicy(Func<TimeSpan, CancellationToken, Task> Wait, TimeSpan Patience)
{
    /// <summary>How often one request is sent at most.</summary>
    public const int Attempts = 6;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>For real servers.</summary>
    public static RetryPolicy Default { get; } = new(Task.Delay, TimeSpan.FromSeconds(30));

    /// <summary>Whether the server may answer otherwise a moment later.</summary>
    public static bool IsPassing(HttpStatusCode status) => (int)status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>The pause before the next attempt: what the server asks for, else half a second, doubled each time, with a random part.</summary>
    /// <param name="attempt">Number of the attempt that failed, from 1.</param>
    /// <param name="asked">The server's Retry-After.</param>
    public static TimeSpan Delay(int attempt, RetryConditionHeaderValue? asked)
    {
        TimeSpan? wanted = asked?.Delta ?? asked?.Date - DateTimeOffset.UtcNow;
        if (wanted is { } delay) return delay < TimeSpan.Zero ? TimeSpan.Zero : delay < Longest ? delay : Longest;
        double spread = 0.75 + (Guid.NewGuid().GetHashCode() & 0xFF) / 512.0;
        return TimeSpan.FromSeconds(0.5 * (1 << (attempt - 1)) * spread);
    }
}
