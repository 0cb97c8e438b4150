using System.Diagnostics;
using AzLegacyOs.Azure.Upload.Pacing;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Counts what is done and tells it a few times a second.</summary>
internal sealed class UploadMeter(long bytesTotal, long bytesOfData, TimeSpan interval, SenderGate gate, IProgress<UploadProgress>? progress)
{
    private const int RateSamples = 20;

    private readonly object _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Queue<(TimeSpan At, long Data, long Sent)> _samples = new();
    private long _position;
    private long _dataDone;
    private long _sent;
    private long _there;
    private long _ranges;
    private int _active;
    private TimeSpan _lastReport;

    public UploadSummary Summary
    {
        get
        {
            lock (_lock)
            {
                return new UploadSummary(bytesTotal, _sent, _ranges, _clock.Elapsed)
                {
                    BytesOfData = bytesOfData,
                    BytesThere = _there,
                    PeakConcurrency = gate.Peak,
                    Refusals = gate.Refusals,
                };
            }
        }
    }

    /// <summary>A request begins.</summary>
    public void Begin()
    {
        lock (_lock) _active++;
    }

    /// <summary>A request ended; <paramref name="bytes"/> is 0 when it failed.</summary>
    public void End(int bytes)
    {
        lock (_lock)
        {
            _active--;
            if (bytes == 0) return;
            _sent += bytes;
            _ranges++;
        }

        Tell(false);
    }

    /// <summary>Data need not be sent: it is there.</summary>
    public void Skip(int bytes)
    {
        lock (_lock) _there += bytes;
    }

    /// <summary>A window of data is settled: its data was sent or there already, or it was zeros.</summary>
    public void Settle(DataWindow window)
    {
        lock (_lock)
        {
            _dataDone += window.Length;
            _position = Math.Max(_position, window.End);
        }

        Tell(false);
    }

    /// <summary>All is done.</summary>
    public void Finish()
    {
        lock (_lock) _position = bytesTotal;
        Tell(true);
    }

    private void Tell(bool always)
    {
        if (progress is null) return;
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            if (!always && now - _lastReport < interval) return;
            _lastReport = now;
            _samples.Enqueue((now, _dataDone, _sent));
            if (_samples.Count > RateSamples) _samples.Dequeue();
            (TimeSpan at, long data, long sent) = _samples.Peek();
            double seconds = (now - at).TotalSeconds;
            double rate = seconds > 0 ? (_sent - sent) / seconds : _sent / Math.Max(now.TotalSeconds, 0.001);
            double pace = seconds > 0 ? (_dataDone - data) / seconds : _dataDone / Math.Max(now.TotalSeconds, 0.001);
            TimeSpan? left = always ? TimeSpan.Zero : pace > 0 ? TimeSpan.FromSeconds(Math.Min(Math.Max(0, bytesOfData - _dataDone) / pace, TimeSpan.FromDays(99).TotalSeconds)) : null;

            // Told under the lock, so that a listener never sees a count go back.
            progress.Report(new UploadProgress(_position, bytesTotal, _sent, rate, left, _active) { Concurrency = gate.Limit, BytesThere = _there });
        }
    }
}
