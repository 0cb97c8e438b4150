using System.Diagnostics;
using System.Management.Automation;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>Turns reports of progress into progress records, at most five a second.</summary>
internal sealed class CmdletProgress<T>(Action<ProgressRecord> write, Func<T, ProgressRecord> describe) : IProgress<T>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();

    private readonly Stopwatch _sinceLast = new();

    private ProgressRecord? _last;

    /// <inheritdoc/>
    public void Report(T value)
    {
        ProgressRecord record;
        lock (_gate)
        {
            if (_sinceLast.IsRunning && _sinceLast.Elapsed < Interval) return;
            _sinceLast.Restart();
            _last = record = describe(value);
        }

        write(record);
    }

    /// <summary>Takes the bar away, on every way out.</summary>
    public void Dispose()
    {
        ProgressRecord? last = _last;
        if (last is null) return;
        last.RecordType = ProgressRecordType.Completed;
        write(last);
    }
}
