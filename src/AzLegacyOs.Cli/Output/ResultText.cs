using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>A finished deployment for people.</summary>
internal static class ResultText
{
    public static void Write(TextReport report, DeploymentResult result)
    {
        report.Headline(CliText.Of("Done"), ConsoleColor.Green, $"VM {result.Name} ({result.Size}, {result.Location})");
        report.Field(2, Words.Of("Label.Guest"), Summary.Of(result.Assessment.Guest));
        report.Field(2, "VM", result.VmId);
        report.Field(2, Words.Of("Label.Disk"), result.DiskId);
        report.Field(2, "NIC", result.NicId);
        report.Field(2, CliText.Of("Result.Private"), result.PrivateIpAddress ?? CliText.Of("Result.NotTold"));
        report.Field(2, CliText.Of("Result.Public"), result.PublicIpAddress ?? Words.Of("Address.None"));
        report.Field(2, CliText.Of("Result.Uploaded"), CliText.Of("Result.In", ByteSize.Format(result.UploadedBytes), Duration.Format(result.Elapsed)));
        foreach (SkippedSpace volume in result.SkippedSpace) report.Field(2, CliText.Of("Convert.LeftOut"), SkippedSpaceText.Describe(volume));
        report.Blank();
        report.List(CliText.Of("Result.Skipped"), result.SkippedExtensions.Select(extension => $"{extension.Name}: {extension.Reason}"));
        report.List(CliText.Of("Result.Instead"), result.Replacements.Select(replacement => $"{replacement.Name}: {replacement.Use}"));
        report.List(Words.Of("Label.Warnings"), result.Warnings);
    }

    public static void Write(TextReport report, ImageUploadResult result)
    {
        report.Headline(CliText.Of("Done"), ConsoleColor.Green, result.Target);
        report.Field(2, Words.Of("Label.Guest"), Summary.Of(result.Assessment.Guest));
        string uploaded = Words.Of("Upload.Done", ByteSize.Format(result.UploadedBytes), ByteSize.Format(result.TotalBytes), result.Requests);
        report.Field(2, CliText.Of("Result.Uploaded"), $"{uploaded}, {Duration.Format(result.Elapsed)}");
        if (result.ResumedBytes > 0) report.Field(2, CliText.Of("Result.Resumed"), ByteSize.Format(result.ResumedBytes));
        report.Field(2, CliText.Of("Result.Verified"), CliText.Of(result.IsVerified ? "Result.ReadBack" : "Result.Checksums"));
        foreach (SkippedSpace volume in result.SkippedSpace) report.Field(2, CliText.Of("Convert.LeftOut"), SkippedSpaceText.Describe(volume));
        report.Hanging("  ", result.Statement);
        report.Blank();
        report.List(Words.Of("Label.Warnings"), result.Warnings);
    }
}
