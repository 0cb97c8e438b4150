using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Output;

/// <summary>The JSON of a deployment that did not take place: the names of a result, empty where there is nothing yet.</summary>
internal sealed record DeploymentDocument(DeploymentRequest Request, Assessment Assessment, DeploymentPlan? Plan, IReadOnlyList<DeploymentRefusal> Refusals)
{
    public string Name => Request.Name;

    public string? VmId => null;

    public string? DiskId => null;

    public string? NicId => null;

    public string? PrivateIpAddress => null;

    public string? PublicIpAddress => null;

    public string? Size => Plan?.Size ?? Request.Size;

    public string Location => Request.Location;

    public long UploadedBytes => 0;

    public TimeSpan Elapsed => TimeSpan.Zero;

    public IEnumerable<PlannedExtension> SkippedExtensions => Plan?.Extensions.Where(extension => extension.Action == ExtensionAction.Skip) ?? [];

    public IReadOnlyList<AgentReplacement> Replacements => Plan?.Replacements ?? [];

    public IReadOnlyList<string> Warnings => Plan?.Warnings ?? [];
}
