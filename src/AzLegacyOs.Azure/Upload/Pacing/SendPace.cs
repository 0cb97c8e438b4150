namespace AzLegacyOs.Azure.Upload.Pacing;

/// <summary>How many requests may be under way and how fast they may begin: more until the line or the service says stop, then less, then more again.</summary>
/// <remarks>
/// Two quantities, because two things end growth. Requests at once grow while answers come about as fast as they ever did, and shrink when
/// they queue (as in TCP Vegas). The rate is unlimited until the service refuses with 429 or 503; then it is set to a little less than what
/// the service took, and grows again slowly. Time is an argument, so that a test can play any hour in a moment.
/// </remarks>
internal sealed class SendPace
{
    /// <summary>What a request costs beside its bytes, in bytes: the service counts requests too.</summary>
    public const int CostOfRequest = 64 * 1024;

    private const int FirstLimit = 4;

    // Requests that wait somewhere on the way, estimated: fewer means that the line has room, more means that it has none.
    private const double FewWaiting = 3, ManyWaiting = 6;

    private const double CutBySmallStep = 0.94, CutByBigStep = 0.7;

    // Per second. Below the rate that was refused last it goes faster than above it; after a long time without a refusal things have changed.
    private const double ApproachGrowth = 1.01, ProbeGrowth = 1.003, RecoveryGrowth = 1.25;

    // Fewer answers say nothing about what the service takes in a second.
    private const int LeastMeasured = 4;

    private const double MinimumRate = 2 * CostOfRequest;

    // Credit for a sender that woke up late.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RestAfterCut = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongQuiet = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(8);

    private readonly int _maximum;
    private readonly double _maximumBytesPerSecond;
    private readonly LatencyFloor _floor = new();
    private readonly Queue<(TimeSpan At, double Cost)> _taken = new();
    private double _takenCost;
    private double _waiting;
    private int _answersAtLimit;
    private bool _hasStopped;
    private double _rate = double.PositiveInfinity;
    private double _refusedRate = double.PositiveInfinity;
    private TimeSpan _lastGrowth, _lastCut = TimeSpan.MinValue, _lastShrink = TimeSpan.MinValue;
    private TimeSpan _nextByRate, _nextByMaximum, _pausedUntil;
    private TimeSpan _pause = FirstPause;

    /// <param name="maxConcurrency">The most requests at once.</param>
    /// <param name="maxBytesPerSecond">The most page data per second; null for no bound.</param>
    public SendPace(int maxConcurrency, long? maxBytesPerSecond)
    {
        _maximum = maxConcurrency;
        _maximumBytesPerSecond = maxBytesPerSecond ?? double.PositiveInfinity;
        Limit = Math.Min(FirstLimit, maxConcurrency);
    }

    /// <summary>Requests that may be under way now.</summary>
    public int Limit { get; private set; }

    /// <summary>Times that the service refused for its load.</summary>
    public int Refusals { get; private set; }

    /// <summary>Takes the next place in line.</summary>
    /// <returns>How long the request has to wait before it begins.</returns>
    public TimeSpan Reserve(int bytes, TimeSpan now)
    {
        Grow(now);
        TimeSpan start = Later(Later(now, _pausedUntil), Later(_nextByRate, _nextByMaximum));
        _nextByRate = After(_nextByRate, now, bytes + CostOfRequest, _rate);
        _nextByMaximum = After(_nextByMaximum, now, bytes, _maximumBytesPerSecond);
        return start - now;
    }

    /// <summary>Changes when all places in line are given out anew: who waits has to take another one.</summary>
    public int Epoch { get; private set; }

    /// <summary>The service took a request.</summary>
    public void Answered(int bytes, TimeSpan begun, TimeSpan now)
    {
        _pause = FirstPause;
        _taken.Enqueue((now, bytes + CostOfRequest));
        _takenCost += bytes + CostOfRequest;
        Forget(now);
        _waiting += Limit * (1 - (_floor.Of(bytes, now - begun, now) / Math.Max(1, (now - begun).TotalMilliseconds)));
        if (++_answersAtLimit < Limit) return;
        double waiting = _waiting / _answersAtLimit;
        if (waiting < FewWaiting) Resize(_hasStopped ? Limit + 1 : Limit * 2);
        else if (waiting > ManyWaiting) Shrink(Limit - 1, now);
        else Resize(Limit);
    }

    /// <summary>The service refused a request because of its load.</summary>
    public void Refused(TimeSpan begun, TimeSpan now, TimeSpan? retryAfter)
    {
        Refusals++;
        TimeSpan pause = retryAfter ?? _pause;
        if (begun < _lastCut)
        {
            // It was under way when the pace was cut; that it fails too says nothing new.
            if (retryAfter is { } asked) Pause(now + asked);
            return;
        }

        Pause(now + pause);
        _pause = _pause + _pause > LongestPause ? LongestPause : _pause + _pause;
        Shrink(Limit * 3 / 4, now);
        _lastCut = _lastGrowth = now;
        Forget(now);
        double taken = _takenCost / Measured.TotalSeconds;
        if (double.IsInfinity(_rate) && _taken.Count < LeastMeasured) return;
        _refusedRate = double.IsInfinity(_rate) ? taken : _rate;
        double cut = double.IsInfinity(_rate) ? taken * CutBySmallStep : _rate * (taken > CutByBigStep * _rate ? CutBySmallStep : CutByBigStep);
        _rate = Math.Max(MinimumRate, cut);
    }

    /// <summary>A request was lost: no answer in time, or the connection broke.</summary>
    public void Lost(TimeSpan begun, TimeSpan now)
    {
        if (begun >= _lastShrink) Shrink(Limit / 2, now);
    }

    private void Pause(TimeSpan until)
    {
        if (until <= _pausedUntil) return;
        _pausedUntil = _nextByRate = _nextByMaximum = until;
        Epoch++;
    }

    private void Grow(TimeSpan now)
    {
        if (double.IsInfinity(_rate) || now - _lastCut < RestAfterCut) return;
        double seconds = (now - Later(_lastGrowth, _lastCut + RestAfterCut)).TotalSeconds;
        if (seconds <= 0) return;
        _lastGrowth = now;
        Forget(now);

        // A rate that nobody uses up is no sign that the service would take more.
        if (_takenCost / Measured.TotalSeconds < CutByBigStep * _rate) return;
        double growth = now - _lastCut > LongQuiet ? RecoveryGrowth : _rate < _refusedRate ? ApproachGrowth : ProbeGrowth;
        _rate *= Math.Pow(growth, seconds);
    }

    private void Shrink(int limit, TimeSpan now)
    {
        _hasStopped = true;
        _lastShrink = now;
        Resize(limit);
    }

    private void Resize(int limit)
    {
        Limit = Math.Max(1, Math.Min(_maximum, limit));
        _answersAtLimit = 0;
        _waiting = 0;
    }

    private void Forget(TimeSpan now)
    {
        while (_taken.Count > 0 && _taken.Peek().At < now - Measured) _takenCost -= _taken.Dequeue().Cost;
    }

    private static TimeSpan After(TimeSpan next, TimeSpan now, double cost, double rate) =>
        double.IsInfinity(rate) ? next : Later(next, now - Lateness) + TimeSpan.FromSeconds(cost / rate);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
