using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Output;

/// <summary>The JSON of an upload that did not take place: the names of a result, empty where there is nothing yet.</summary>
internal sealed record UploadDocument(Assessment Assessment, ImageUploadPlan? Plan, IReadOnlyList<DeploymentRefusal> Refusals)
{
    public string? DiskId => null;

    public string? Target => Plan?.Target;

    public long UploadedBytes => 0;

    public long? TotalBytes => Plan?.Upload.TotalBytes;

    public long Requests => 0;

    public TimeSpan Elapsed => TimeSpan.Zero;

    public IReadOnlyList<string> Warnings => Plan?.Warnings ?? [];
}
