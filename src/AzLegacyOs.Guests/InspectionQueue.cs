using System.Diagnostics;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests;

/// <summary>What became of one image of many.</summary>
/// <param name="Path">The image, as it was asked for.</param>
/// <param name="Value">What was made of its facts; null where it could not be read.</param>
/// <param name="Error">Why it could not be read; null where it could.</param>
public sealed record InspectionResult<T>(string Path, T? Value, Exception? Error)
    where T : class;

/// <summary>How far the inspection of many images is.</summary>
/// <param name="Done">Images that are finished, readable or not.</param>
/// <param name="Total">Images that were asked for until now.</param>
/// <param name="PerSecond">Images a second since the first one began.</param>
public sealed record InspectionProgress(int Done, int Total, double PerSecond)
{
    /// <summary>The time that the rest will take at this rate; null before the first is done.</summary>
    public TimeSpan? TimeLeft => PerSecond > 0 ? TimeSpan.FromSeconds((Total - Done) / PerSecond) : null;
}

/// <summary>
/// Inspects many images at once and gives the results in the order in which the images were added. An image that cannot be read is a result
/// like any other. Not for several callers at once; the work itself runs on threads of the pool.
/// </summary>
public sealed class InspectionQueue<T> : IDisposable
    where T : class
{
    // Results that wait for their turn behind a slow image are kept in memory.
    private const int WindowPerSlot = 8;

    private readonly Queue<string> _waiting = new();
    private readonly Queue<Task<InspectionResult<T>>> _pending = new();
    private readonly TaskScheduler _slots;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _stopToken;
    private readonly Func<ImageFacts, T> _judge;
    private readonly int _window;
    private readonly Stopwatch _clock = new();

    private int _total;
    private int _done;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="judge">Makes a result of the facts; called on several threads at once.</param>
    /// <param name="throttleLimit">The most images that are read at once.</param>
    /// <param name="cancellationToken">Stops the inspections.</param>
    public InspectionQueue(Func<ImageFacts, T> judge, int? throttleLimit = null, CancellationToken cancellationToken = default)
    {
        int limit = throttleLimit ?? DefaultThrottleLimit;
        if (limit < 1) throw new ArgumentOutOfRangeException(nameof(throttleLimit));
        _judge = judge;
        _window = limit * WindowPerSlot;
        _slots = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, limit).ConcurrentScheduler;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stopToken = _stop.Token;
    }

    /// <summary>One for each processor, and a few where there are few, because an image behind an address is mostly waited for.</summary>
    public static int DefaultThrottleLimit => Math.Max(4, Environment.ProcessorCount);

    /// <summary>Whether there are results to take, now or later.</summary>
    public bool IsEmpty => _pending.Count == 0;

    /// <summary>Whether the next result is there.</summary>
    public bool IsNextDone => _pending.Count > 0 && _pending.Peek().IsCompleted;

    /// <summary>How far it is; may be asked on any thread.</summary>
    public InspectionProgress Progress
    {
        get
        {
            int done = Volatile.Read(ref _done);
            return new InspectionProgress(done, Volatile.Read(ref _total), done / Math.Max(0.001, _clock.Elapsed.TotalSeconds));
        }
    }

    /// <summary>Asks for an image. It is read when those before it leave room for it, and results are taken.</summary>
    /// <param name="path">Path of the file, or https address of a blob or disk with read access in it.</param>
    public void Add(string path)
    {
        _clock.Start();
        Interlocked.Increment(ref _total);
        _waiting.Enqueue(path);
        Start();
    }

    /// <summary>Waits for the next result.</summary>
    /// <param name="patience">The longest wait in milliseconds.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="OperationCanceledException">The inspections were stopped; those under way end by themselves.</exception>
    public bool WaitForNext(int patience)
    {
        try
        {
            return _pending.Peek().Wait(patience, _stopToken);
        }
        catch (AggregateException)
        {
            return true;
        }
    }

    /// <summary>Takes the next result, which has to be there.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to take.</exception>
    /// <exception cref="OperationCanceledException">The inspections were stopped.</exception>
    public InspectionResult<T> Take()
    {
        if (!IsNextDone) throw new InvalidOperationException("The next result is not there yet.");
        InspectionResult<T> result = _pending.Dequeue().GetAwaiter().GetResult();
        Start();
        return result;
    }

    /// <summary>Stops what is under way, without waiting for it.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void Start()
    {
        while (_waiting.Count > 0 && _pending.Count < _window)
        {
            string path = _waiting.Dequeue();
            _pending.Enqueue(Task.Factory.StartNew(() => Inspect(path), _stopToken, TaskCreationOptions.HideScheduler, _slots));
        }
    }

    private InspectionResult<T> Inspect(string path)
    {
        try
        {
            return new InspectionResult<T>(path, _judge(ImageInspector.Inspect(path, cancellationToken: _stopToken)), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new InspectionResult<T>(path, null, e);
        }
        finally
        {
            Interlocked.Increment(ref _done);
        }
    }
}
