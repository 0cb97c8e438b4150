using System.Diagnostics;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>Progress for a log: a line for each activity, and one every few seconds while bytes travel.</summary>
internal sealed class PlainProgress(TextWriter error) : IProgress<ProgressLine>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    private readonly Stopwatch _sinceDetail = new();

    private string? _activity;

    /// <inheritdoc/>
    public void Report(ProgressLine value)
    {
        lock (_gate)
        {
            if (value.Activity != _activity) error.WriteLine(SafeText.Escape(value.Activity));
            _activity = value.Activity;
            if (value.Detail is null || (_sinceDetail.IsRunning && _sinceDetail.Elapsed < Interval)) return;
            _sinceDetail.Restart();
            error.WriteLine("      " + SafeText.Escape(value.Detail));
        }
    }
}
