using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A plan in the making: each resource by what is there, and what stands against it.</summary>
internal sealed class PlanDraft(ResourceRequests requests, ResourceIds ids, Assessment assessment, ByteSource source)
{
    public List<PlannedResource> Resources { get; } = [];

    public List<DeploymentRefusal> Refusals { get; } = [];

    public List<string> Warnings { get; } = [];

    public string OsType => assessment.Guest is { Family: not GuestFamily.Windows } ? "Linux" : "Windows";

    private string Generation => (assessment.Disk.Generation ?? VmGeneration.V1).ToString();

    /// <summary>Adds what the judgement of the image says.</summary>
    public void AddVerdict(bool force)
    {
        Refusals.AddRange(AssessmentCheck.Refusals(assessment, force));
        Warnings.AddRange(AssessmentCheck.Warnings(assessment));
    }

    /// <returns>Whether the resource group exists.</returns>
    public async Task<bool> AddGroupAsync(DiskRequest request, DiskBodies bodies, CancellationToken cancellationToken) =>
        await AddAsync(ResourceTypes.ResourceGroup, request.ResourceGroup, bodies.Group(), request.Location, true, cancellationToken).ConfigureAwait(false) is not null;

    /// <param name="request">What is wanted.</param>
    /// <param name="bodies">Its bodies.</param>
    /// <param name="machineId">The VM that may already run from the disk; null for none.</param>
    /// <param name="identity">Identity of the image.</param>
    /// <param name="groupExists">Whether there can be a disk.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<DiskOnSite> AddDiskAsync(DiskRequest request, DiskBodies bodies, string? machineId, string identity, bool groupExists, CancellationToken cancellationToken)
    {
        JsonElement? found = groupExists ? await requests.FindAsync(ResourceTypes.Disk, bodies.DiskId, cancellationToken).ConfigureAwait(false) : null;
        DiskOnSite state = DiskOnSiteReading.Read(found, identity, source.Length, machineId, () => ContentDigest.Of(source, cancellationToken));
        Dictionary<string, object?> body = bodies.Disk(OsType, Generation, source.Length, ImageIdentity.TagWhileUploading(identity));
        string summary = $"{request.DiskSku}, {source.Length / (1024 * 1024)} MiB, {OsType}, Generation {Generation.Substring(1)}";
        switch (state)
        {
            case DiskOnSite.Complete:
                Add(ResourceTypes.Disk, bodies.DiskName, PlannedAction.Use, Seen(found!.Value), "holds this image already");
                break;
            case DiskOnSite.Unfinished:
                Add(ResourceTypes.Disk, bodies.DiskName, PlannedAction.Create, body, summary + "; in place of an upload of this image that was not finished", replaces: true);
                break;
            default:
                Add(ResourceTypes.Disk, bodies.DiskName, PlannedAction.Create, body, summary);
                break;
        }

        if (state == DiskOnSite.Foreign)
            Refuse("DiskNameTaken", $"There is a disk {bodies.DiskName} that was not made from this image as it is now, or that another VM uses.", "Choose another name for the disk, or remove the one that is there.");
        return state;
    }

    /// <summary>Plans a resource by what is there.</summary>
    /// <returns>The resource that exists, or null.</returns>
    public async Task<JsonElement?> AddAsync(string type, string name, Dictionary<string, object?> body, string summary, bool mayExist, CancellationToken cancellationToken)
    {
        JsonElement? found = mayExist ? await requests.FindAsync(type, ids.Of(type, name), cancellationToken).ConfigureAwait(false) : null;
        Add(type, name, found is null ? PlannedAction.Create : PlannedAction.Use, found is null ? body : Seen(found.Value), found is null ? summary : "exists");
        return found;
    }

    public void Add(string type, string name, PlannedAction action, IReadOnlyDictionary<string, object?> properties, string summary, bool replaces = false) =>
        Resources.Add(new PlannedResource
        {
            Type = type,
            Name = name,
            Id = ids.Of(type, name),
            Action = action,
            Properties = properties,
            Summary = summary,
            ReplacesUnfinishedUpload = replaces,
        });

    public void Refuse(string errorId, string reason, string remedy) => Refusals.Add(new DeploymentRefusal { ErrorId = errorId, Reason = reason, Remedy = remedy });

    public UploadPlan MeasureUpload(DiskOnSite disk) => disk == DiskOnSite.Complete ? new UploadPlan(source.Length, 0, 0) : UploadPlan.Of(source);

    public static Dictionary<string, object?> Seen(JsonElement resource)
    {
        var seen = new Dictionary<string, object?>();
        if (resource.TextAt("location") is { } location) seen["location"] = location;
        foreach (string name in new[] { "provisioningState", "diskState" })
        {
            if (resource.TextAt("properties", name) is { } text) seen[name] = text;
        }

        return seen;
    }
}
