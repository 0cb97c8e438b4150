using System.Diagnostics;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A managed disk and its resource group.</summary>
internal sealed class DiskDestination(AzureConnection connection, DiskRequest request) : UploadDestination
{
    public override async Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken)
    {
        UploadableVhd.Check(source);
        var readable = new ExplainedSource(source);
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        var ids = new ResourceIds(subscription, request.ResourceGroup);
        var bodies = new DiskBodies(request, ids);
        var draft = new PlanDraft(new ResourceRequests(connection), ids, assessment, readable);
        draft.AddVerdict(request.Force);
        return await FailureMap.Guard(AzureText.Of("Doing.PlanUpload"), cancellationToken, async () =>
        {
            bool groupExists = await draft.AddGroupAsync(request, bodies, cancellationToken).ConfigureAwait(false);
            string identity = ImageIdentity.Of(readable);
            DiskOnSite disk = await draft.AddDiskAsync(request, bodies, null, identity, groupExists, cancellationToken).ConfigureAwait(false);
            return new ImageUploadPlan
            {
                Target = bodies.DiskId,
                ImageIdentity = identity,
                Resources = draft.Resources,
                Upload = draft.MeasureUpload(disk),
                Refusals = [.. draft.Refusals, .. draft.Conflicts.Select(conflict => DiskOnSiteReading.Taken(conflict.Name))],
                Warnings = draft.Warnings,
            };
        }).ConfigureAwait(false);
    }

    public override async Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        var clock = Stopwatch.StartNew();
        var run = new ResourceRun(connection, request, plan.Resources, [new DiskContent(plan.Target, source, plan.ImageIdentity)], 0, progress);
        await run.GuardAsync(() => run.MakeAllAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return ImageUploadResult.Of(plan, assessment, run.Uploads.SingleOrDefault(), clock.Elapsed) with { DiskId = plan.Target, IsVerified = run.IsVerified, Warnings = [.. plan.Warnings, .. run.Warnings] };
    }
}
