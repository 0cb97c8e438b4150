using System.Globalization;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>A plan for people: what will be made, what will travel, what is skipped and why.</summary>
internal static class PlanText
{
    private const int ActionWidth = 9;

    public static void Write(TextReport report, DeploymentPlan plan)
    {
        DeploymentRequest request = plan.Request;
        report.Line(0, $"Plan: VM {request.Name} in resource group {request.ResourceGroup}, {request.Location}");
        report.Field(2, "Size", $"{plan.Size}: {plan.SizeReason}");
        report.Blank();
        WriteWork(report, plan.Resources, plan.Upload);
        foreach (PlannedExtension extension in plan.Extensions)
            report.Hanging("  " + extension.Action.ToString().PadRight(ActionWidth), $"extension {extension.Name}: {extension.Reason}");
        report.Blank();
        report.List("Refused", plan.Refusals.Select(Describe));
        report.List("Warnings", plan.Warnings);
    }

    public static void Write(TextReport report, ImageUploadPlan plan)
    {
        report.Line(0, $"Plan: upload to {plan.Target}");
        WriteWork(report, plan.Resources, plan.Upload);
        report.Blank();
        report.List("Refused", plan.Refusals.Select(Describe));
        report.List("Warnings", plan.Warnings);
    }

    public static string Describe(DeploymentRefusal refusal) =>
        $"{refusal.RuleId ?? refusal.ErrorId}: {refusal.Reason} {refusal.Remedy}{(refusal.CanForce ? " --force goes on all the same." : "")}";

    private static void WriteWork(TextReport report, IEnumerable<PlannedResource> resources, UploadPlan upload)
    {
        foreach (PlannedResource resource in resources)
            report.Hanging("  " + resource.Action.ToString().PadRight(ActionWidth), $"{resource.Type} {resource.Name}: {resource.Summary}");
        report.Hanging("  " + "Upload".PadRight(ActionWidth), Describe(upload));
    }

    private static string Describe(UploadPlan upload) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ByteSize.Format(upload.BytesToSend)} of {ByteSize.Format(upload.TotalBytes)} in {upload.Ranges} requests; zeros are not sent");
}
