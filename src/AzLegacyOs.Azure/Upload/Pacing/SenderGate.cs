using System.Diagnostics;

namespace AzLegacyOs.Azure.Upload.Pacing;

/// <summary>Lets as many senders through as the pace allows, and each request when its time has come.</summary>
internal sealed class SenderGate(int maxConcurrency, long? maxBytesPerSecond)
{
    private readonly object _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SendPace _pace = new(maxConcurrency, maxBytesPerSecond);
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _inside;

    /// <summary>Requests that may be under way now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock) return _pace.Limit;
        }
    }

    /// <summary>Times that the service refused for its load.</summary>
    public int Refusals
    {
        get
        {
            lock (_lock) return _pace.Refusals;
        }
    }

    /// <summary>The most senders that were inside at once.</summary>
    public int Peak { get; private set; }

    /// <summary>Waits for a place. Each one is given back with <see cref="Leave"/>.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waiting.Enqueue(turn);
        LetIn();
        using (cancellationToken.Register(() => turn.TrySetCanceled())) await turn.Task.ConfigureAwait(false);
    }

    public void Leave()
    {
        lock (_lock) _inside--;
        LetIn();
    }

    /// <summary>Waits until a request may begin.</summary>
    /// <returns>The time at which it began.</returns>
    public async Task<TimeSpan> BeginAsync(int bytes, CancellationToken cancellationToken)
    {
        int? epoch = null;
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                if (epoch == _pace.Epoch) return _clock.Elapsed;
                epoch = _pace.Epoch;
                wait = _pace.Reserve(bytes, _clock.Elapsed);
            }

            if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Answered(int bytes, TimeSpan begun)
    {
        lock (_lock) _pace.Answered(bytes, begun, _clock.Elapsed);
        LetIn();
    }

    public void Refused(TimeSpan begun, TimeSpan? retryAfter)
    {
        lock (_lock) _pace.Refused(begun, _clock.Elapsed, retryAfter);
    }

    public void Lost(TimeSpan begun)
    {
        lock (_lock) _pace.Lost(begun, _clock.Elapsed);
    }

    private void LetIn()
    {
        lock (_lock)
        {
            while (_waiting.Count > 0 && _inside < _pace.Limit)
            {
                if (!_waiting.Dequeue().TrySetResult(true)) continue;
                _inside++;
                Peak = Math.Max(Peak, _inside);
            }
        }
    }
}
