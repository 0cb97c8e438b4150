namespace AzLegacyOs.Azure.Upload;

/// <summary>Where a running upload stands.</summary>
/// <param name="BytesDone">Bytes of the disk that are settled: sent, or known to be zero.</param>
/// <param name="BytesTotal">Length of the fixed VHD.</param>
/// <param name="BytesSent">Bytes of page data that were sent and acknowledged.</param>
/// <param name="BytesPerSecond">Page data per second over the last seconds.</param>
/// <param name="TimeLeft">An estimate from what the image says is data; null while there is nothing to go by.</param>
/// <param name="ActiveSenders">Requests under way.</param>
public sealed record UploadProgress(long BytesDone, long BytesTotal, long BytesSent, double BytesPerSecond, TimeSpan? TimeLeft, int ActiveSenders);

/// <summary>What an upload came to.</summary>
/// <param name="BytesTotal">Length of the fixed VHD.</param>
/// <param name="BytesSent">Bytes of page data that were sent.</param>
/// <param name="Ranges">Number of ranges that were sent.</param>
/// <param name="Elapsed">Wall-clock time.</param>
public sealed record UploadSummary(long BytesTotal, long BytesSent, long Ranges, TimeSpan Elapsed)
{
    /// <summary>A digest of the contents, by which a later run proves that a disk holds the image; empty until the end.</summary>
    public string ContentDigest { get; init; } = "";
}
