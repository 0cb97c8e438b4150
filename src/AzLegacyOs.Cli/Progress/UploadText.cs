using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>An upload under way, in a few words.</summary>
internal static class UploadText
{
    /// <summary>"1.2 GiB of 8 GiB, 35.1 MiB/s, 3 min 5 s left".</summary>
    public static string Of(UploadProgress upload) =>
        $"{ByteSize.Format(upload.BytesDone)} of {ByteSize.Format(upload.BytesTotal)}, {ByteSize.Format((long)upload.BytesPerSecond)}/s"
        + (upload.TimeLeft is { Ticks: > 0 } left ? $", {Duration.Format(left)} left" : "");
}
