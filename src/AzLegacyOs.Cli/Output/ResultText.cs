using System.Globalization;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>A finished deployment for people.</summary>
internal static class ResultText
{
    public static void Write(TextReport report, DeploymentResult result)
    {
        report.Headline("Done", ConsoleColor.Green, $"VM {result.Name} ({result.Size}, {result.Location})");
        report.Field(2, "Guest", Summary.Of(result.Assessment.Guest));
        report.Field(2, "VM", result.VmId);
        report.Field(2, "Disk", result.DiskId);
        report.Field(2, "NIC", result.NicId);
        report.Field(2, "Private", result.PrivateIpAddress ?? "(not told yet)");
        report.Field(2, "Public", result.PublicIpAddress ?? "none: nobody outside the network can reach it");
        report.Field(2, "Uploaded", $"{ByteSize.Format(result.UploadedBytes)} in {Duration.Format(result.Elapsed)}");
        report.Blank();
        report.List("Skipped", result.SkippedExtensions.Select(extension => $"{extension.Name}: {extension.Reason}"));
        report.List("Warnings", result.Warnings);
    }

    public static void Write(TextReport report, ImageUploadResult result)
    {
        report.Headline("Done", ConsoleColor.Green, result.Target);
        report.Field(2, "Guest", Summary.Of(result.Assessment.Guest));
        report.Field(2, "Uploaded", string.Create(
            CultureInfo.InvariantCulture,
            $"{ByteSize.Format(result.UploadedBytes)} of {ByteSize.Format(result.TotalBytes)} in {result.Requests} requests, {Duration.Format(result.Elapsed)}"));
        report.Blank();
        report.List("Warnings", result.Warnings);
    }
}
