using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>A deployment under way, in a few words.</summary>
internal static class DeploymentWords
{
    /// <summary>"[5/7] Uploading erp.vhd", "1.2 GiB of 8 GiB, 35.1 MiB/s, 8 requests at once, 3 min 5 s left".</summary>
    public static ProgressLine Of(DeploymentProgress progress)
    {
        string activity = $"[{progress.Step}/{progress.Steps}] {progress.Activity}";
        return progress.Upload is { } upload
            ? new ProgressLine(activity, Of(upload), (double)upload.BytesDone / upload.BytesTotal)
            : new ProgressLine(activity);
    }

    private static string Of(UploadProgress upload) =>
        $"{CliText.Of("Progress.Of", ByteSize.Format(upload.BytesDone), ByteSize.Format(upload.BytesTotal))}, {ByteSize.Format((long)upload.BytesPerSecond)}/s, {CliText.Of("Progress.Requests", upload.ActiveSenders)}"
        + (upload.TimeLeft is { Ticks: > 0 } left ? ", " + CliText.Of("Progress.Left", Duration.Format(left)) : "");
}
