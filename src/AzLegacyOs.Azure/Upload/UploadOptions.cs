using System.Text.Json.Serialization;

namespace AzLegacyOs.Azure.Upload;

/// <summary>How an upload is carried out.</summary>
public sealed record UploadOptions
{
    /// <summary>The most that <see cref="MaxConcurrency"/> may be: with the buffers that wait, the memory stays below 150 MiB.</summary>
    public const int GreatestConcurrency = 24;

    /// <summary>The most ranges that are sent at once, 1 to 24. Fewer are while the line or the service cannot take more.</summary>
    public int MaxConcurrency { get; init; } = 12;

    /// <summary>The most bytes of page data per second; null for no bound.</summary>
    public long? MaxBytesPerSecond { get; init; }

    /// <summary>Read the target back at the end and compare it with the image.</summary>
    public bool Verify { get; init; }

    /// <summary>Begin anew where an earlier run was interrupted, and replace what a given target holds.</summary>
    public bool Restart { get; init; }

    /// <summary>Where it is noted what was sent, so that an interrupted upload goes on; null to note nothing.</summary>
    [JsonIgnore]
    public string? StateFolder { get; init; } = Resume.StateFolder.Path;

    /// <summary>Least time between two progress reports.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(500);
}
