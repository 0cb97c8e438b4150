using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A plan in the making: each resource by what is there, and what stands against it.</summary>
internal sealed class PlanDraft(ResourceRequests requests, ResourceIds ids, Assessment assessment, ByteSource source)
{
    // Bytes of a disk that an interrupted upload sent and that need not be sent again.
    private readonly Dictionary<ByteSource, long> _bytesThere = [];

    public List<PlannedResource> Resources { get; } = [];

    public List<NameConflict> Conflicts { get; } = [];

    public List<DeploymentRefusal> Refusals { get; } = [];

    public List<string> Warnings { get; } = [];

    public GuestDeclaration Guest { get; } = GuestDeclaration.Of(assessment);

    /// <summary>Adds what the judgement of the image says.</summary>
    public void AddVerdict(bool force)
    {
        Refusals.AddRange(AssessmentCheck.Refusals(assessment, force));
        Warnings.AddRange(AssessmentCheck.Warnings(assessment));
    }

    /// <returns>Whether the resource group exists.</returns>
    public async Task<bool> AddGroupAsync(DiskRequest request, DiskBodies bodies, CancellationToken cancellationToken)
    {
        JsonElement? found = await requests.FindAsync(ResourceTypes.ResourceGroup, ids.Group, cancellationToken).ConfigureAwait(false);

        // A group may be in another region than what is in it.
        Add(ResourceTypes.ResourceGroup, request.ResourceGroup, found is null ? PlannedAction.Create : PlannedAction.Use, found is null ? bodies.Group() : Seen(found.Value), found is null ? request.Location : AzureText.Of("Summary.Exists"));
        return found is not null;
    }

    /// <param name="request">What is wanted.</param>
    /// <param name="bodies">Its bodies.</param>
    /// <param name="machineId">The VM that may already run from the disk; null for none.</param>
    /// <param name="identity">Identity of the image.</param>
    /// <param name="groupExists">Whether there can be a disk.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public Task<DiskOnSite> AddDiskAsync(DiskRequest request, DiskBodies bodies, string? machineId, string identity, bool groupExists, CancellationToken cancellationToken) => AddDiskAsync(
        request.Upload,
        bodies.DiskName,
        bodies.Disk(Guest, source.Length, ImageIdentity.TagWhileUploading(identity)),
        $"{request.DiskSku}, {source.Length / (1024 * 1024)} MiB, {Guest}",
        source,
        machineId,
        identity,
        groupExists,
        cancellationToken);

    /// <summary>Plans a data disk from an image of its own.</summary>
    public async Task<PlannedDataDisk> AddDataDiskAsync(
        DiskRequest request, DiskBodies bodies, string name, string path, ByteSource content, string machineId, bool groupExists, CancellationToken cancellationToken)
    {
        string identity = ImageIdentity.Of(content);
        Dictionary<string, object?> body = bodies.DataDisk(content.Length, ImageIdentity.TagWhileUploading(identity));
        DiskOnSite disk = await AddDiskAsync(request.Upload, name, body, $"{request.DiskSku}, {content.Length / (1024 * 1024)} MiB, data", content, machineId, identity, groupExists, cancellationToken).ConfigureAwait(false);
        return new PlannedDataDisk(ids.Of(ResourceTypes.Disk, name), path, identity, MeasureUpload(disk, content));
    }

    /// <summary>Plans a resource by what is there.</summary>
    /// <returns>The resource that exists, or null.</returns>
    public async Task<JsonElement?> AddAsync(string type, string name, Dictionary<string, object?> body, string summary, bool mayExist, CancellationToken cancellationToken)
    {
        JsonElement? found = mayExist ? await requests.FindAsync(type, ids.Of(type, name), cancellationToken).ConfigureAwait(false) : null;
        if (found is not { } there)
        {
            Add(type, name, PlannedAction.Create, body, summary);
            return null;
        }

        AddUse(type, name, ids.Of(type, name), there, ResourceMatch.Differences(body, there));
        return found;
    }

    /// <summary>Plans the use of a resource that the person named; what is missing or elsewhere is a conflict.</summary>
    /// <returns>The resource, or null.</returns>
    public async Task<JsonElement?> AddExistingAsync(string type, string id, string location, CancellationToken cancellationToken)
    {
        string name = ResourceIds.NameOf(id);
        if (await requests.FindAsync(type, id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            Conflicts.Add(new NameConflict(ConflictKind.NotFound, type, name));
            return null;
        }

        if (found.TextAt("location")?.Replace(" ", "") is { } place && !place.Equals(location, StringComparison.OrdinalIgnoreCase))
            Conflicts.Add(new NameConflict(ConflictKind.OtherLocation, type, name, place));
        AddUse(type, name, id, found, []);
        return found;
    }

    public void Add(string type, string name, PlannedAction action, IReadOnlyDictionary<string, object?> properties, string summary, bool replaces = false, bool resumes = false) =>
        Resources.Add(new PlannedResource
        {
            Type = type,
            Name = name,
            Id = ids.Of(type, name),
            Action = action,
            Properties = properties,
            Summary = summary,
            ReplacesUnfinishedUpload = replaces,
            ResumesUpload = resumes,
        });

    public void AddUse(string type, string name, string id, JsonElement found, IReadOnlyList<string> differences)
    {
        Resources.Add(new PlannedResource
        {
            Type = type,
            Name = name,
            Id = id,
            Action = PlannedAction.Use,
            Properties = Seen(found),
            Summary = differences.Count == 0 ? AzureText.Of("Summary.Exists") : AzureText.Of("Summary.Differs", string.Join(", ", differences.Take(3))),
            Differences = differences,
        });
        if (differences.Count > 0)
            Warnings.Add(AzureText.Of("Warn.Differs", type, name, string.Join(", ", differences.Take(10))));
    }

    public UploadPlan MeasureUpload(DiskOnSite disk) => MeasureUpload(disk, source);

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

    private UploadPlan MeasureUpload(DiskOnSite disk, ByteSource content) =>
        disk == DiskOnSite.Complete ? UploadPlan.Nothing(content) : UploadPlan.Of(content, _bytesThere.TryGetValue(content, out long there) ? there : 0);

    private async Task<DiskOnSite> AddDiskAsync(
        UploadOptions options, string name, Dictionary<string, object?> body, string summary, ByteSource content, string? machineId, string identity, bool groupExists, CancellationToken cancellationToken)
    {
        string id = ids.Of(ResourceTypes.Disk, name);
        JsonElement? found = groupExists ? await requests.FindSettledAsync(ResourceTypes.Disk, id, cancellationToken).ConfigureAwait(false) : null;
        DiskOnSite state = DiskOnSiteReading.Read(found, identity, content.Length, machineId, () => ContentDigest.Of(content, cancellationToken));
        if (state == DiskOnSite.OtherUnfinished && options.Restart) state = DiskOnSite.Unfinished;
        ResumeDecision resume = state == DiskOnSite.Unfinished ? ResumeDecision.Of(options, DiskJournal.Header(id, content, identity, found!.Value)) : new ResumeDecision(false);
        switch (state)
        {
            case DiskOnSite.Complete:
                Add(ResourceTypes.Disk, name, PlannedAction.Use, Seen(found!.Value), AzureText.Of("Summary.Holds"));
                break;
            case DiskOnSite.Unfinished when resume.GoesOn:
                _bytesThere[content] = resume.BytesThere;
                Add(ResourceTypes.Disk, name, PlannedAction.Use, body, AzureText.Of("Summary.GoesOn", summary, ByteSize.Format(resume.BytesThere)), resumes: true);
                break;
            case DiskOnSite.Unfinished:
                Add(ResourceTypes.Disk, name, PlannedAction.Create, body, AzureText.Of("Summary.Replaces", summary), replaces: true);
                break;
            default:
                Add(ResourceTypes.Disk, name, PlannedAction.Create, body, summary);
                break;
        }

        if (resume.Refusal is { } refusal) Refusals.Add(refusal);
        if (state == DiskOnSite.OtherUnfinished) Refusals.Add(ResumeDecision.SourceChanged(name, null));
        if (state == DiskOnSite.Foreign) Conflicts.Add(new NameConflict(ConflictKind.ForeignDisk, ResourceTypes.Disk, name));
        return state;
    }
}
