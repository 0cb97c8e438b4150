using System.Diagnostics;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>A conversion under way, in a few words, as often as somebody can read them.</summary>
internal sealed class ConversionWords(IProgress<ProgressLine> listener) : IProgress<ConversionProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _clock = new();

    private TimeSpan _lastTold;

    private ConversionPhase? _phase;

    /// <inheritdoc/>
    public void Report(ConversionProgress value)
    {
        if (value.Phase != _phase) _clock.Restart();
        else if (value.BytesDone < value.BytesTotal && _clock.Elapsed - _lastTold < Interval) return;
        _phase = value.Phase;
        _lastTold = _clock.Elapsed;
        listener.Report(Describe(value, _lastTold));
    }

    /// <summary>"Copying", "1.2 GiB of 8 GiB, 135 MiB/s, 52 s left".</summary>
    private static ProgressLine Describe(ConversionProgress progress, TimeSpan elapsed)
    {
        double rate = progress.BytesDone / Math.Max(0.001, elapsed.TotalSeconds);
        string left = progress.BytesDone > 0 && progress.BytesDone < progress.BytesTotal
            ? ", " + CliText.Of("Progress.Left", Duration.Format(TimeSpan.FromSeconds((progress.BytesTotal - progress.BytesDone) / rate)))
            : "";
        return new ProgressLine(
            CliText.Of($"Phase.{progress.Phase}"),
            $"{CliText.Of("Progress.Of", ByteSize.Format(progress.BytesDone), ByteSize.Format(progress.BytesTotal))}, {ByteSize.Format((long)rate)}/s{left}",
            progress.BytesTotal == 0 ? 1 : (double)progress.BytesDone / progress.BytesTotal);
    }
}
