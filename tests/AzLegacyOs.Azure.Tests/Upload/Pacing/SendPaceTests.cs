using AzLegacyOs.Azure.Upload.Pacing;

namespace AzLegacyOs.Azure.Tests.Upload.Pacing;

/// <summary>The pace against modelled lines and services, in time that is only counted.</summary>
public class SendPaceTests
{
    private const int Range = 4 * 1024 * 1024;

    /// <summary>What disks of several sizes take in a second, the smallest standard SSD first, with a token bucket as storage accounts have.</summary>
    [Theory]
    [InlineData(60, 500, 0.02)]
    [InlineData(100, 500, 0.02)]
    [InlineData(200, 500, 0.02)]
    [InlineData(750, 5000, 0.005)]
    [InlineData(2000, 40, 0.02)]
    public void Nearly_all_of_a_budget_is_used_and_hardly_anything_is_refused(int mebibytesPerSecond, int requestsPerSecond, double latency)
    {
        var service = new ModelledService(mebibytesPerSecond * 1024.0 * 1024, requestsPerSecond, latency);
        (double used, double refused) = service.Run(new SendPace(12, null), seconds: 120);
        Assert.True(used >= 0.9, $"{used:P1} of the budget was used");
        Assert.True(refused < 0.02, $"{refused:P2} of the requests were refused");
    }

    [Fact]
    public void A_budget_that_shrinks_and_grows_again_is_followed()
    {
        var service = new ModelledService(100 * 1024.0 * 1024, 500, 0.02);
        var pace = new SendPace(12, null);
        service.Run(pace, 60);
        service.BytesPerSecond = 30 * 1024.0 * 1024;
        (double used, double refused) = service.Run(pace, 120);
        Assert.True(used >= 0.88 && refused < 0.03, $"{used:P1}, {refused:P2}");
        service.BytesPerSecond = 100 * 1024.0 * 1024;
        service.Run(pace, 60);
        (used, refused) = service.Run(pace, 120);
        Assert.True(used >= 0.9 && refused < 0.02, $"{used:P1}, {refused:P2}");
    }

    [Fact]
    public void A_bound_that_the_person_gives_is_kept()
    {
        var service = new ModelledService(1e9, 1e6, 0.01);
        service.Run(new SendPace(12, 10_000_000), 20);
        Assert.InRange(service.BytesTaken / 20.0, 9_000_000, 10_000_000 * 1.03);
    }

    [Fact]
    public void Requests_at_once_grow_on_a_long_way_and_stay_few_on_a_line_that_is_full()
    {
        var distant = new SendPace(24, null);
        for (int i = 0; i < 200; i++) distant.Answered(Range, Seconds(i), Seconds(i + 0.3));
        Assert.Equal(24, distant.Limit);

        // The line takes one range after another, so that each further request only makes all wait longer.
        var full = new SendPace(24, null);
        for (int i = 0; i < 500; i++) full.Answered(Range, Seconds(i / 10.0), Seconds((i / 10.0) + (0.1 * full.Limit)));
        Assert.InRange(full.Limit, 1, 12);
    }

    [Fact]
    public void Requests_at_once_come_back_after_losses()
    {
        var pace = new SendPace(16, null);
        for (int i = 0; i < 100; i++) pace.Answered(Range, Seconds(i), Seconds(i + 0.1));
        Assert.Equal(16, pace.Limit);
        for (int i = 0; i < 3; i++) pace.Lost(Seconds(101 + i), Seconds(101.5 + i));
        Assert.Equal(2, pace.Limit);
        for (int i = 110; i < 400; i++) pace.Answered(Range, Seconds(i), Seconds(i + 0.1));
        Assert.Equal(16, pace.Limit);
    }

    [Fact]
    public void A_pause_that_the_service_asks_for_is_kept_by_all()
    {
        var pace = new SendPace(8, null);
        pace.Answered(Range, Seconds(0), Seconds(0.1));
        pace.Refused(Seconds(0.1), Seconds(0.2), Seconds(7));
        Assert.InRange(pace.Reserve(Range, Seconds(0.3)).TotalSeconds, 6.89, 7.5);
        Assert.Equal(1, pace.Epoch);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>A service with a bucket of bytes and one of requests, each of one second, and senders that always have something to send.</summary>
    private sealed class ModelledService(double bytesPerSecond, double requestsPerSecond, double latency)
    {
        private readonly Random _random = new(7);
        private double _now, _filled, _bytes, _requests;

        public double BytesPerSecond { get; set; } = bytesPerSecond;

        public long BytesTaken { get; private set; }

        /// <returns>Part of the budget that was used, and part of the requests that were refused.</returns>
        public (double Used, double Refused) Run(SendPace pace, double seconds)
        {
            double end = _now + seconds;
            long taken = 0, requests = 0, refused = 0;
            int inside = 0;
            PriorityQueue<(string What, int Bytes, double Begun, int Tries), double> events = new();
            void Enter()
            {
                while (inside < pace.Limit)
                {
                    inside++;
                    int bytes = _random.Next(3) == 0 ? (_random.Next(1, 64) * 65536) : Range;
                    Begin(bytes, 0);
                }
            }

            void Begin(int bytes, int tries)
            {
                double wait = pace.Reserve(bytes, Seconds(_now)).TotalSeconds;
                events.Enqueue(("begin", bytes, pace.Epoch, tries), _now + wait);
            }

            Enter();
            while (events.TryDequeue(out var e, out double at) && at < end)
            {
                _now = at;
                if (e.What == "begin")
                {
                    if ((int)e.Begun != pace.Epoch) Begin(e.Bytes, e.Tries);
                    else events.Enqueue((Take(e.Bytes) ? "taken" : "refused", e.Bytes, _now, e.Tries), _now + (latency * (0.8 + (0.4 * _random.NextDouble()))));
                    continue;
                }

                if (e.What == "again")
                {
                    Begin(e.Bytes, e.Tries);
                    continue;
                }

                requests++;
                if (e.What == "taken")
                {
                    taken += e.Bytes;
                    pace.Answered(e.Bytes, Seconds(e.Begun), Seconds(_now));
                    inside--;
                    Enter();
                }
                else
                {
                    refused++;
                    pace.Refused(Seconds(e.Begun), Seconds(_now), null);

                    // What the pipeline waits before it tries again.
                    events.Enqueue(("again", e.Bytes, 0, e.Tries + 1), _now + (0.8 * Math.Pow(2, e.Tries)));
                }
            }

            _now = end;
            BytesTaken += taken;
            double budget = Math.Min(BytesPerSecond, taken / (double)Math.Max(1, requests - refused) * requestsPerSecond);
            return (taken / (budget * seconds), refused / (double)requests);
        }

        private bool Take(int bytes)
        {
            _bytes = Math.Min(BytesPerSecond, _bytes + ((_now - _filled) * BytesPerSecond));
            _requests = Math.Min(requestsPerSecond, _requests + ((_now - _filled) * requestsPerSecond));
            _filled = _now;
            if (_bytes < bytes || _requests < 1) return false;
            _bytes -= bytes;
            _requests--;
            return true;
        }
    }
}
