using System.Globalization;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>The inspection of many images, in a few words.</summary>
internal static class InspectionWords
{
    /// <summary>"Judging 100 images", "12 of 100 images, 8.5 a second, 10 s left".</summary>
    public static ProgressLine Of(InspectionProgress progress) => new(
        Words.Of("Progress.Images", progress.Total),
        Describe(progress, progress.TimeLeft),
        progress.Total == 0 ? 0 : (double)progress.Done / progress.Total);

    private static string Describe(InspectionProgress progress, TimeSpan? left)
    {
        string rate = progress.PerSecond.ToString("0.0", CultureInfo.InvariantCulture);
        return left is null
            ? Words.Of("Progress.Count", progress.Done, progress.Total, rate)
            : Words.Of("Progress.CountLeft", progress.Done, progress.Total, rate, Duration.Format(left.Value));
    }
}
