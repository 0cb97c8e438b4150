using System.Globalization;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>An upload in one line that can be quoted.</summary>
internal static class UploadStatement
{
    /// <summary>"Uploaded D:\disks\erp.vhd to /subscriptions/.../disks/erp: 1.2 GiB sent of 1.3 GiB of data, disk 40 GiB, 312 requests, 125 s, 9.8 MiB/s, content 3f2c..., read back and equal".</summary>
    public static string Of(ImageUploadResult result)
    {
        if (result.UploadedBytes == 0 && result.ResumedBytes == 0) return $"{result.Target} holds {result.Assessment.Path} already; nothing was sent";
        double seconds = Math.Max(0.001, result.Elapsed.TotalSeconds);
        string resumed = result.ResumedBytes > 0 ? $", {ByteSize.Format(result.ResumedBytes)} there from before" : "";
        return string.Format(
            CultureInfo.InvariantCulture,
            "Uploaded {0} to {1}: {2} sent of {3} of data{4}, disk {5}, {6} requests, {7:F0} s, {8}/s, content {9}{10}",
            result.Assessment.Path,
            result.Target,
            ByteSize.Format(result.UploadedBytes),
            ByteSize.Format(result.DataBytes),
            resumed,
            ByteSize.Format(result.TotalBytes),
            result.Requests,
            seconds,
            ByteSize.Format((long)(result.UploadedBytes / seconds)),
            result.ContentDigest,
            result.IsVerified ? ", read back and equal" : "");
    }
}
