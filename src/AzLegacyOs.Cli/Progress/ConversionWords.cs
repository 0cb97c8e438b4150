using System.Diagnostics;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>A conversion under way, in a few words.</summary>
internal sealed class ConversionWords
{
    private readonly Stopwatch _clock = new();

    private ConversionPhase? _phase;

    /// <summary>"Copying", "1.2 GiB of 8 GiB, 135 MiB/s, 52 s left".</summary>
    public ProgressLine Of(ConversionProgress progress)
    {
        if (progress.Phase != _phase) _clock.Restart();
        _phase = progress.Phase;
        double rate = progress.BytesDone / Math.Max(0.001, _clock.Elapsed.TotalSeconds);
        string left = progress.BytesDone > 0 && progress.BytesDone < progress.BytesTotal
            ? ", " + CliText.Of("Progress.Left", Duration.Format(TimeSpan.FromSeconds((progress.BytesTotal - progress.BytesDone) / rate)))
            : "";
        return new ProgressLine(
            CliText.Of($"Phase.{progress.Phase}"),
            $"{CliText.Of("Progress.Of", ByteSize.Format(progress.BytesDone), ByteSize.Format(progress.BytesTotal))}, {ByteSize.Format((long)rate)}/s{left}",
            progress.BytesTotal == 0 ? 1 : (double)progress.BytesDone / progress.BytesTotal);
    }
}
