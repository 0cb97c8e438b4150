using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>An upload in one line that can be quoted.</summary>
internal static class UploadStatement
{
    /// <summary>"Uploaded D:\disks\erp.vhd to /subscriptions/.../disks/erp: 1.2 GiB sent of 1.3 GiB of data, disk 40 GiB, 312 requests, 125 s, 9.8 MiB/s, content 3f2c..., read back and equal".</summary>
    public static string Of(ImageUploadResult result)
    {
        if (result.UploadedBytes == 0 && result.ResumedBytes == 0) return AzureText.Of("Upload.Nothing", result.Target, result.Assessment.Path);
        double seconds = Math.Max(0.001, result.Elapsed.TotalSeconds);
        string resumed = result.ResumedBytes > 0 ? AzureText.Of("Upload.There", ByteSize.Format(result.ResumedBytes)) : "";
        return AzureText.Of(
            "Upload.Statement",
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
            result.IsVerified ? AzureText.Of("Upload.ReadBack") : "");
    }
}
