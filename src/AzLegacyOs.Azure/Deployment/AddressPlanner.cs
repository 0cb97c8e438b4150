using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
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
        return await FailureMap.Guard(AzureText.Of("Doing.LookAtTarget", address), cancellationToken, () => LookAsync(plan, readable, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The digest of the image in a plan that has nothing to send.</summary>
    public static string? DigestOf(ImageUploadPlan plan) => plan.Resources[0].Properties[Digest] as string;

    /// <summary>What stands against an upload to a target that holds what nobody here sent.</summary>
    public static DeploymentRefusal HoldsData(SasAddress address) =>
        new() { ErrorId = "TargetHoldsData", Reason = AzureText.Of("Target.HoldsData", address), Remedy = AzureText.Of("Target.HoldsDataRemedy") };

    private async Task<ImageUploadPlan> LookAsync(ImageUploadPlan plan, ByteSource source, CancellationToken cancellationToken)
    {
        using var target = new PageTarget(pipeline, address);
        if (await target.FindAsync(cancellationToken).ConfigureAwait(false) is not { } found) return plan with { Resources = [Resource(PlannedAction.Create, source.Length, AzureText.Of("Summary.Bytes", source.Length))] };
        var header = JournalHeader.Of(address, source, plan.ImageIdentity, found);
        if (FinishedDigest(source, found, header, cancellationToken) is { } digest)
        {
            return plan with
            {
                Resources = [Resource(PlannedAction.Use, found.Length, AzureText.Of("Summary.Holds")) with { Properties = new Dictionary<string, object?> { ["length"] = found.Length, [Digest] = digest } }],
                Upload = UploadPlan.Nothing(source),
            };
        }

        var resume = ResumeDecision.Of(options, header);
        bool holdsData = found.TakesPages && !resume.GoesOn && await PresentPages.FindAsync(target, 0, found.Length, cancellationToken).ConfigureAwait(false) is { Bytes: > 0 };
        string size = AzureText.Of("Summary.Bytes", found.Length);
        string summary = resume.GoesOn ? AzureText.Of("Summary.GoesOn", size, ByteSize.Format(resume.BytesThere)) : holdsData ? AzureText.Of("Summary.Overwrites", size) : size;
        return plan with
        {
            Resources = [Resource(PlannedAction.Use, found.Length, summary) with { ResumesUpload = resume.GoesOn }],
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
            yield return new DeploymentRefusal { ErrorId = "TargetNotPageBlob", Reason = AzureText.Of("Target.NotPageBlob", address), Remedy = AzureText.Of("Hint.TargetNotPageBlob") };
        else if (found.Length != wanted)
            yield return new DeploymentRefusal { ErrorId = "TargetSizeDiffers", Reason = AzureText.Of("Target.SizeDiffers", wanted, address, found.Length), Remedy = AzureText.Of("Target.SizeDiffersRemedy") };
        else if (resume.Refusal is { } refusal)
            yield return refusal;
        else if (holdsData && !options.Restart)
            yield return HoldsData(address);
    }
}
