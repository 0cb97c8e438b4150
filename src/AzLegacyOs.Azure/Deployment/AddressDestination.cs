using System.Diagnostics;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What an address with the right to write in it stands for.</summary>
internal sealed class AddressDestination(HttpPipeline pipeline, SasAddress address, UploadOptions options, bool force) : UploadDestination
{
    private const string Type = "pageBlob";

    private const int Steps = 2;

    public override async Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken)
    {
        UploadableVhd.Check(source);
        var readable = new ExplainedSource(source);
        using var target = new PageTarget(pipeline, address);
        (long Length, bool TakesPages)? found = await FailureMap.Guard($"Looking at {target}", cancellationToken, () => target.FindAsync(cancellationToken)).ConfigureAwait(false);
        return new ImageUploadPlan
        {
            Target = address.ToString(),
            ImageIdentity = ImageIdentity.Of(readable),
            Resources = [Resource(found?.Length, source.Length)],
            Upload = UploadPlan.Of(readable),
            Refusals = [.. AssessmentCheck.Refusals(assessment, force), .. Refusals(found, source.Length)],
            Warnings = [.. AssessmentCheck.Warnings(assessment)],
        };
    }

    public override async Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        ImageIdentity.Require(source, plan.ImageIdentity);
        var clock = Stopwatch.StartNew();
        await PrepareAsync(plan.Resources[0].Action == PlannedAction.Create, source.Length, progress, cancellationToken).ConfigureAwait(false);
        string activity = $"Uploading {source.Name}";
        progress?.Report(new DeploymentProgress(Steps, Steps, activity));
        var relay = progress is null ? null : new Relay(upload => progress.Report(new DeploymentProgress(Steps, Steps, activity, upload)));
        UploadSummary summary = await DiskUploader.UploadAsync(source, address, pipeline, null, options, relay, cancellationToken).ConfigureAwait(false);
        return new ImageUploadResult
        {
            Target = plan.Target,
            UploadedBytes = summary.BytesSent,
            TotalBytes = summary.BytesTotal,
            Requests = summary.Ranges,
            Elapsed = clock.Elapsed,
            Assessment = assessment,
            Plan = plan,
            Warnings = plan.Warnings,
        };
    }

    private async Task PrepareAsync(bool isNew, long length, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        using var target = new PageTarget(pipeline, address);
        string activity = isNew ? $"Creating the page blob {target}" : $"Clearing what {target} holds";
        progress?.Report(new DeploymentProgress(1, Steps, activity));
        await FailureMap.Guard(activity, cancellationToken, async () =>
        {
            if (isNew) await target.CreateAsync(length, cancellationToken).ConfigureAwait(false);
            else await EmptyTarget.MakeAsync(target, length, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    private PlannedResource Resource(long? length, long wanted) => new()
    {
        Type = Type,
        Name = address.ToString(),
        Id = address.ToString(),
        Action = length is null ? PlannedAction.Create : PlannedAction.Use,
        Properties = new Dictionary<string, object?> { ["length"] = length ?? wanted },
        Summary = length is null ? $"{wanted} bytes" : $"{length} bytes; what it holds is replaced",
    };

    private IEnumerable<DeploymentRefusal> Refusals((long Length, bool TakesPages)? found, long wanted)
    {
        if (found is not { } target) yield break;
        if (!target.TakesPages)
            yield return new DeploymentRefusal { ErrorId = "TargetNotPageBlob", Reason = $"{address} is not a page blob.", Remedy = "Name another blob, or remove the one that is there." };
        else if (target.Length != wanted)
            yield return new DeploymentRefusal { ErrorId = "TargetSizeDiffers", Reason = $"The image has {wanted} bytes as a fixed VHD, and {address} has {target.Length}.", Remedy = "Name a disk or page blob of that size, or a page blob that does not exist yet." };
    }
}
