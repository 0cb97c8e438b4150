using System.Globalization;
using Azure;

namespace AzLegacyOs.Azure.ResourceManager;

/// <summary>How long a service asks to wait.</summary>
/// <remarks>Retry-After is a number of seconds or a date, RFC 9110, section 10.2.3.</remarks>
internal static class RetryAfter
{
    // Longer waits are asked for by nobody but a service in trouble, or a clock that is wrong.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The time of an answer, from nothing to an hour; null where it asks for none.</summary>
    public static TimeSpan? Of(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out string? text)) return null;
        if (double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out double seconds)) return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at)) return null;

        // By the clock of the service, where it tells: that of this machine may be wrong.
        TimeSpan wait = at - (response.Headers.Date ?? DateTimeOffset.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }
}
