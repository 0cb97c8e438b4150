using System.Management.Automation;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>Turns reports of progress into progress records: the first at once, then at most five a second.</summary>
internal sealed class CmdletProgress<T> : IProgress<T>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly Action<ProgressRecord> _write;
    private readonly Func<T, ProgressRecord> _describe;
    private readonly Timer _timer;

    private Func<ProgressRecord>? _waiting;
    private ProgressRecord? _shown;
    private bool _isPausing;
    private bool _isDisposed;

    /// <summary>Makes the progress.</summary>
    /// <param name="write">Shows a record; called from any thread.</param>
    /// <param name="describe">Makes a new record.</param>
    public CmdletProgress(Action<ProgressRecord> write, Func<T, ProgressRecord> describe)
    {
        _write = write;
        _describe = describe;
        _timer = new Timer(_ => EndPause());
    }

    /// <inheritdoc/>
    public void Report(T value)
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _waiting = () => _describe(value);
            if (!_isPausing) Show();
        }
    }

    /// <summary>Takes the bar away, on every way out.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
            if (_shown is null) return;
            _write(new ProgressRecord(_shown.ActivityId, _shown.Activity, _shown.StatusDescription) { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Show()
    {
        _shown = _waiting!();
        _waiting = null;
        _write(_shown);
        _isPausing = true;
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    private void EndPause()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isPausing = false;
            if (_waiting is not null) Show();
        }
    }
}
