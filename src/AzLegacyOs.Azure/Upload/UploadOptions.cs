namespace AzLegacyOs.Azure.Upload;

/// <summary>How an upload is carried out.</summary>
public sealed record UploadOptions
{
    /// <summary>Ranges that are sent at once, 1 to 64. Memory use is twice that many buffers of 4 MiB.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Least time between two progress reports.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(500);
}
