using System.Diagnostics;

namespace AzLegacyOs.Benchmarks.Upload;

/// <summary>What a service takes in a second: a bucket of bytes and one of requests, each of one second, as storage accounts have.</summary>
internal sealed class ServiceBudget(double bytesPerSecond, double requestsPerSecond)
{
    private readonly Lock _lock = new();
    private double _bytes, _requests;
    private long _begun, _filled;

    public long BytesTaken { get; private set; }

    public int RequestsTaken { get; private set; }

    public int RequestsRefused { get; private set; }

    /// <summary>Part of the budget that was used between the first request and the last, the buckets that were full at the beginning included, by what ran out first.</summary>
    public double Used
    {
        get
        {
            double seconds = 1 + Stopwatch.GetElapsedTime(_begun, _filled).TotalSeconds;
            return Math.Max(BytesTaken / (bytesPerSecond * seconds), RequestsTaken / (requestsPerSecond * seconds));
        }
    }

    public double Refused => RequestsRefused / (double)(RequestsTaken + RequestsRefused);

    /// <summary>Takes a request or refuses it.</summary>
    public bool Take(long bytes)
    {
        lock (_lock)
        {
            long now = Stopwatch.GetTimestamp();
            if (_begun == 0)
            {
                _begun = _filled = now;
                (_bytes, _requests) = (bytesPerSecond, requestsPerSecond);
            }

            double seconds = Stopwatch.GetElapsedTime(_filled, now).TotalSeconds;
            _filled = now;
            _bytes = Math.Min(bytesPerSecond, _bytes + (seconds * bytesPerSecond));
            _requests = Math.Min(requestsPerSecond, _requests + (seconds * requestsPerSecond));
            if (_bytes < bytes || _requests < 1)
            {
                RequestsRefused++;
                return false;
            }

            _bytes -= bytes;
            _requests--;
            BytesTaken += bytes;
            RequestsTaken++;
            return true;
        }
    }
}
