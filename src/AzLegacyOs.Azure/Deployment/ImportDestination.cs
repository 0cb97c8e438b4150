using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A managed disk that is imported from a page blob of a storage account, to which the image is uploaded first.</summary>
internal sealed class ImportDestination(AzureConnection connection, AddressDestination blob, DiskRequest request, string? storageAccountId) : UploadDestination
{
    public override async Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken)
    {
        UploadableVhd.Check(source);
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        var ids = new ResourceIds(subscription, request.ResourceGroup);
        var bodies = new DiskBodies(request, ids);
        var requests = new ResourceRequests(connection);
        var readable = new ExplainedSource(source);
        string identity = ImageIdentity.Of(readable);
        JsonElement? found = await FailureMap.Guard(AzureText.Of("Doing.PlanUpload"), cancellationToken, () => requests.FindSettledAsync(ResourceTypes.Disk, bodies.DiskId, cancellationToken)).ConfigureAwait(false);
        bool isDone = DiskOnSiteReading.Read(found, identity, source.Length, null, () => ContentDigest.Of(readable, cancellationToken)) == DiskOnSite.Complete;
        ImageUploadPlan upload = isDone ? Nothing(assessment, source, identity) : await blob.PlanAsync(assessment, source, cancellationToken).ConfigureAwait(false);
        var draft = new PlanDraft(requests, ids, assessment, readable);
        await FailureMap.Guard(AzureText.Of("Doing.PlanUpload"), cancellationToken, () => AddAsync(draft, bodies, identity, subscription, found, isDone, cancellationToken)).ConfigureAwait(false);
        return upload with
        {
            Target = bodies.DiskId,
            Resources = [.. upload.Resources, .. draft.Resources],
            Refusals = [.. upload.Refusals, .. draft.Refusals],
        };
    }

    public override async Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        PlannedResource disk = plan.Resources[plan.Resources.Count - 1];
        if (disk.Action == PlannedAction.Use) return ImageUploadResult.Of(plan, assessment, null, TimeSpan.Zero) with { DiskId = disk.Id };
        PlannedResource[] made = [.. plan.Resources.Where(r => r.Action == PlannedAction.Create && r.Type.StartsWith("Microsoft.", StringComparison.Ordinal))];
        var steps = new StepsBefore(progress, made.Length);
        ImageUploadResult result = await blob.RunAsync(plan with { Target = blob.Target }, assessment, source, steps, uploaded => ImportAsync(plan, made, uploaded, steps, cancellationToken), cancellationToken).ConfigureAwait(false);
        return result with { Plan = plan };
    }

    private async Task<ImageUploadResult> ImportAsync(ImageUploadPlan plan, IReadOnlyList<PlannedResource> made, ImageUploadResult uploaded, StepsBefore steps, CancellationToken cancellationToken)
    {
        var trail = new Trail(connection, request.ResourceGroup);
        return await LeftoverGuard.RunAsync(
            async () =>
            {
                foreach (PlannedResource resource in made) await MakeAsync(resource, WithDigest(resource, uploaded.ContentDigest!, plan.ImageIdentity), trail, steps, cancellationToken).ConfigureAwait(false);
                return uploaded with
                {
                    DiskId = plan.Target,
                    Target = plan.Target,
                    Warnings = [.. uploaded.Warnings, AzureText.Of("Warn.BlobStays", blob.Target)],
                };
            },
            () => trail.FindAsync(request.RemoveOnFailure),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task MakeAsync(PlannedResource resource, IReadOnlyDictionary<string, object?> body, Trail trail, StepsBefore steps, CancellationToken cancellationToken)
    {
        string activity = AzureText.Of("Doing.Create", ResourceIds.NameOf(resource.Type), resource.Name);
        steps.Next(activity);
        await FailureMap.Guard(activity, cancellationToken, async () =>
        {
            if (await trail.AddNewAsync(resource, cancellationToken).ConfigureAwait(false) is null)
                await new ResourceRequests(connection).CreateAsync(resource.Type, resource.Id, body, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task AddAsync(PlanDraft draft, DiskBodies bodies, string identity, string subscription, JsonElement? found, bool isDone, CancellationToken cancellationToken)
    {
        if (isDone)
        {
            draft.Add(ResourceTypes.Disk, bodies.DiskName, PlannedAction.Use, PlanDraft.Seen(found!.Value), AzureText.Of("Summary.Holds"));
            return;
        }

        var accounts = new StorageAccounts(new ResourceRequests(connection), subscription);
        (string? accountId, DeploymentRefusal? refusal) = await accounts.ChooseAsync(blob.Target, storageAccountId, request.Location, cancellationToken).ConfigureAwait(false);
        if (refusal is not null) draft.Refusals.Add(refusal);
        if (found is not null) draft.Refusals.Add(DiskOnSiteReading.Taken(bodies.DiskName));
        await draft.AddGroupAsync(request, bodies, cancellationToken).ConfigureAwait(false);
        Dictionary<string, object?> body = bodies.ImportedDisk(draft.Guest, blob.Target, accountId ?? "", ImageIdentity.TagWhileUploading(identity));
        draft.Add(ResourceTypes.Disk, bodies.DiskName, PlannedAction.Create, body, AzureText.Of("Summary.Imported", request.DiskSku, draft.Guest));
    }

    // An import takes the whole blob or makes no disk, so that its disk carries the tag of a whole one from the start.
    private static IReadOnlyDictionary<string, object?> WithDigest(PlannedResource resource, string digest, string identity)
    {
        if (resource.Type != ResourceTypes.Disk) return resource.Properties;
        var tags = ((IReadOnlyDictionary<string, object?>)resource.Properties["tags"]!).ToDictionary(tag => tag.Key, tag => tag.Value);
        tags[ImageIdentity.Tag] = ImageIdentity.TagWhenComplete(identity, digest);
        return resource.Properties.ToDictionary(property => property.Key, property => property.Key == "tags" ? tags : property.Value);
    }

    private ImageUploadPlan Nothing(Assessment assessment, ByteSource source, string identity) => new()
    {
        Target = blob.Target,
        ImageIdentity = identity,
        Resources = [],
        Upload = UploadPlan.Nothing(source),
        Refusals = [.. AssessmentCheck.Refusals(assessment, request.Force)],
        Warnings = [.. AssessmentCheck.Warnings(assessment)],
    };

    /// <summary>The steps of the upload, and those that come after them.</summary>
    private sealed class StepsBefore(IProgress<DeploymentProgress>? progress, int more) : IProgress<DeploymentProgress>
    {
        private int _before, _after;

        public void Report(DeploymentProgress value)
        {
            _before = value.Steps;
            progress?.Report(value with { Steps = _before + more });
        }

        public void Next(string activity) => progress?.Report(new DeploymentProgress(_before + ++_after, _before + more, activity));
    }
}
