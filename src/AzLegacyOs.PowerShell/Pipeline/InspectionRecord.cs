using System.Globalization;
using System.Management.Automation;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>How far the inspection of many images is, as PowerShell shows it.</summary>
internal static class InspectionRecord
{
    private const int ActivityId = 3;

    public static ProgressRecord Of(InspectionProgress progress)
    {
        string rate = progress.PerSecond.ToString("0.0", CultureInfo.InvariantCulture);
        return new ProgressRecord(ActivityId, Words.Of("Progress.ImagesLive"), Words.Of("Progress.Count", progress.Done, progress.Total, rate))
        {
            PercentComplete = progress.Total == 0 ? 0 : (int)(progress.Done * 100L / progress.Total),
            SecondsRemaining = progress.TimeLeft is { } left ? (int)Math.Min(int.MaxValue, left.TotalSeconds) : -1,
        };
    }

    public static ProgressRecord Completed() =>
        new(ActivityId, Words.Of("Progress.ImagesLive"), Words.Of("Progress.ImagesLive")) { RecordType = ProgressRecordType.Completed };
}
