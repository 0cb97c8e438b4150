using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>A plan for people: what will be made, what will travel, what is skipped and why.</summary>
internal static class PlanText
{
    private const int ActionWidth = 9;

    public static void Write(TextReport report, DeploymentPlan plan)
    {
        DeploymentRequest request = plan.Request;
        report.Line(0, CliText.Of("Plan.Vm", request.Name, request.ResourceGroup, request.Location));
        report.Field(2, CliText.Of("Plan.Size"), $"{plan.Size}: {plan.SizeReason}");
        report.Blank();
        WriteWork(report, plan.Resources, plan.Upload);
        foreach (PlannedDataDisk disk in plan.DataDisks)
            report.Hanging("  " + CliText.Of("Plan.Upload").PadRight(ActionWidth), CliText.Of("Plan.UploadDisk", disk.ImagePath, disk.DiskId.Substring(disk.DiskId.LastIndexOf('/') + 1), Describe(disk.Upload)));
        foreach (PlannedExtension extension in plan.Extensions)
            report.Hanging("  " + extension.Action.ToString().PadRight(ActionWidth), CliText.Of("Plan.Extension", extension.Name, extension.Reason));
        report.Blank();
        report.List(CliText.Of("Plan.Refused"), plan.Refusals.Select(Describe));
        report.List(Words.Of("Label.Warnings"), plan.Warnings);
    }

    public static void Write(TextReport report, ImageUploadPlan plan)
    {
        report.Line(0, CliText.Of("Plan.UploadTo", plan.Target));
        WriteWork(report, plan.Resources, plan.Upload);
        report.Blank();
        report.List(CliText.Of("Plan.Refused"), plan.Refusals.Select(Describe));
        report.List(Words.Of("Label.Warnings"), plan.Warnings);
    }

    public static string Describe(DeploymentRefusal refusal)
    {
        string text = $"{refusal.RuleId ?? refusal.ErrorId}: {refusal.Reason} {refusal.Remedy}";
        return refusal.CanForce ? CliText.Of("Plan.Force", text) : text;
    }

    private static void WriteWork(TextReport report, IEnumerable<PlannedResource> resources, UploadPlan upload)
    {
        foreach (PlannedResource resource in resources)
            report.Hanging("  " + resource.Action.ToString().PadRight(ActionWidth), $"{resource.Type} {resource.Name}: {resource.Summary}");
        report.Hanging("  " + CliText.Of("Plan.Upload").PadRight(ActionWidth), Describe(upload));
    }

    private static string Describe(UploadPlan upload) =>
        Words.Of("Plan.Upload", ByteSize.Format(upload.BytesToSend), ByteSize.Format(upload.TotalBytes), upload.Ranges);
}
