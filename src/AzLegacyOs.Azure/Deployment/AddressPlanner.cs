using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Display;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Plans an upload to an address by what is there and by what earlier runs noted.</summary>
internal sealed class AddressPlanner(HttpPipeline pipeline, SasAddress address, UploadOptions options, bool force)
{
    private const string Type = "pageBlob";

    private const string Digest = "contentDigest";

    public async Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken)
    {
        UploadableVhd.Check(source);
        RequestCheck.Check(options);
        var readable = new ExplainedSource(source);
        ImageUploadPlan plan = new()
        {
            Target = address.ToString(),
            ImageIdentity = ImageIdentity.Of(readable),
            Resources = [],
            Upload = UploadPlan.Of(readable),
            Refusals = [.. AssessmentCheck.Refusals(assessment, force)],
            Warnings = [.. AssessmentCheck.Warnings(assessment)],
        };
        if (address.Fault(DateTimeOffset.UtcNow) is { } fault) return plan with { Refusals = [.. plan.Refusals, fault] };
        return await FailureMap.Guard($"Looking at {address}", cancellationToken, () => LookAsync(plan, readable, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The digest of the image in a plan that has nothing to send.</summary>
    public static string? DigestOf(ImageUploadPlan plan) => plan.Resources[0].Properties[Digest] as string;

    private async Task<ImageUploadPlan> LookAsync(ImageUploadPlan plan, ByteSource source, CancellationToken cancellationToken)
    {
        using var target = new PageTarget(pipeline, address);
        if (await target.FindAsync(cancellationToken).ConfigureAwait(false) is not { } found) return plan with { Resources = [Resource(PlannedAction.Create, source.Length, $"{source.Length} bytes")] };
        var header = JournalHeader.Of(address, source, plan.ImageIdentity, found);
        if (FinishedDigest(source, found, header, cancellationToken) is { } digest)
        {
            return plan with
            {
                Resources = [Resource(PlannedAction.Use, found.Length, "holds this image already") with { Properties = new Dictionary<string, object?> { ["length"] = found.Length, [Digest] = digest } }],
                Upload = UploadPlan.Nothing(source),
            };
        }

        var resume = ResumeDecision.Of(options, header);
        bool holdsData = found.TakesPages && !resume.GoesOn && await PresentPages.FindAsync(target, 0, found.Length, cancellationToken).ConfigureAwait(false) is { Bytes: > 0 };
        string what = resume.GoesOn
            ? $"; an upload of this image that was interrupted goes on, {ByteSize.Format(resume.BytesThere)} of it there"
            : holdsData ? "; what it holds is replaced" : "";
        return plan with
        {
            Resources = [Resource(PlannedAction.Use, found.Length, $"{found.Length} bytes{what}") with { ResumesUpload = resume.GoesOn }],
            Upload = UploadPlan.Of(source, resume.BytesThere),
            Refusals = [.. plan.Refusals, .. Refusals(found, source.Length, resume, holdsData)],
        };
    }

    /// <returns>The digest of the image, where an upload of it to the target came to its end and nobody wrote there since.</returns>
    private string? FinishedDigest(ByteSource source, FoundTarget found, JournalHeader header, CancellationToken cancellationToken) =>
        !options.Restart && FinishedUpload.Find(options.StateFolder, header) is { } finished && finished.ETag == found.ETag && ContentDigest.Of(source, cancellationToken) == finished.ContentDigest
            ? finished.ContentDigest
            : null;

    private PlannedResource Resource(PlannedAction action, long length, string summary) => new()
    {
        Type = Type,
        Name = address.ToString(),
        Id = address.ToString(),
        Action = action,
        Properties = new Dictionary<string, object?> { ["length"] = length },
        Summary = summary,
    };

    private IEnumerable<DeploymentRefusal> Refusals(FoundTarget found, long wanted, ResumeDecision resume, bool holdsData)
    {
        if (!found.TakesPages)
            yield return new DeploymentRefusal { ErrorId = "TargetNotPageBlob", Reason = $"{address} is not a page blob.", Remedy = "Name another blob, or remove the one that is there." };
        else if (found.Length != wanted)
            yield return new DeploymentRefusal { ErrorId = "TargetSizeDiffers", Reason = $"The image has {wanted} bytes as a fixed VHD, and {address} has {found.Length}.", Remedy = "Name a disk or page blob of that size, or a page blob that does not exist yet." };
        else if (resume.Refusal is { } refusal)
            yield return refusal;
        else if (holdsData && !options.Restart)
            yield return new DeploymentRefusal { ErrorId = "TargetHoldsData", Reason = $"{address} holds data, and nothing on this machine says that it is an upload of this image.", Remedy = "Name another target, or say -Restart (--restart) to replace what is there." };
    }
}
