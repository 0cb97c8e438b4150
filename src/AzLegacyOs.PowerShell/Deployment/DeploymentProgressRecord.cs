using System.Management.Automation;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Where a deployment stands, as PowerShell shows it.</summary>
internal static class DeploymentProgressRecord
{
    private const int ActivityId = 1;

    public static ProgressRecord Of(string activity, DeploymentProgress progress)
    {
        var record = new ProgressRecord(ActivityId, SafeText.Escape(activity), ModuleText.Of("Progress.Step", progress.Step, progress.Steps, SafeText.Escape(progress.Activity)));
        if (progress.Upload is not { } upload)
        {
            record.PercentComplete = -1;
            return record;
        }

        record.PercentComplete = upload.BytesTotal == 0 ? 0 : (int)Math.Min(100, upload.BytesDone * 100.0 / upload.BytesTotal);
        record.SecondsRemaining = upload.TimeLeft is { } left ? (int)Math.Min(int.MaxValue, left.TotalSeconds) : -1;
        record.CurrentOperation = $"{ModuleText.Of("Progress.Of", ByteSize.Format(upload.BytesDone), ByteSize.Format(upload.BytesTotal))}, {ByteSize.Format((long)upload.BytesPerSecond)}/s, {ModuleText.Of("Progress.Requests", upload.ActiveSenders)}";
        return record;
    }
}
