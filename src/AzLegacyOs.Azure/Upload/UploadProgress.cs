namespace AzLegacyOs.Azure.Upload;

/// <summary>Where a running upload stands.</summary>
/// <param name="BytesDone">Bytes of the disk that are settled: sent, there already, or known to be zero.</param>
/// <param name="BytesTotal">Length of the fixed VHD.</param>
/// <param name="BytesSent">Bytes of page data that were sent and acknowledged.</param>
/// <param name="BytesPerSecond">Page data per second over the last seconds.</param>
/// <param name="TimeLeft">An estimate from what the image says is data; null while there is nothing to go by.</param>
/// <param name="ActiveSenders">Requests under way.</param>
public sealed record UploadProgress(long BytesDone, long BytesTotal, long BytesSent, double BytesPerSecond, TimeSpan? TimeLeft, int ActiveSenders)
{
    /// <summary>Requests that may be under way now; it changes with what the line and the service take.</summary>
    public int Concurrency { get; init; }

    /// <summary>Bytes of page data that an earlier run sent and that were found there.</summary>
    public long BytesThere { get; init; }
}
