namespace AzLegacyOs.Azure.Upload;

/// <summary>What an upload came to.</summary>
/// <param name="BytesTotal">Length of the fixed VHD.</param>
/// <param name="BytesSent">Bytes of page data that were sent.</param>
/// <param name="Ranges">Number of ranges that were sent.</param>
/// <param name="Elapsed">Wall-clock time.</param>
public sealed record UploadSummary(long BytesTotal, long BytesSent, long Ranges, TimeSpan Elapsed)
{
    /// <summary>A digest of the contents, by which a later run proves that a disk holds the image; empty until the end.</summary>
    public string ContentDigest { get; init; } = "";

    /// <summary>The ETag that the last write gave the target; null where the service does not tell.</summary>
    public string? ETag { get; init; }

    /// <summary>Bytes that the image calls data; zeros among them were not sent.</summary>
    public long BytesOfData { get; init; }

    /// <summary>Bytes of page data that an earlier run had sent.</summary>
    public long BytesThere { get; init; }

    /// <summary>The most requests that were under way at once.</summary>
    public int PeakConcurrency { get; init; }

    /// <summary>Times that the service asked to slow down (429, 503).</summary>
    public int Refusals { get; init; }

    /// <summary>Whether the service itself listed every page that was sent.</summary>
    public bool IsConfirmed { get; init; }
}
