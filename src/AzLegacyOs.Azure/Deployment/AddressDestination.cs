using System.Diagnostics;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Display;
using Azure;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What an address with the right to write in it stands for.</summary>
internal sealed class AddressDestination(HttpPipeline pipeline, SasAddress address, UploadOptions options, bool force, bool removeOnFailure) : UploadDestination
{
    private const string Type = "pageBlob";

    private const int Steps = 2;

    private static readonly string[] StorageRefusals = ["AuthorizationPermissionMismatch", "InvalidAuthenticationInfo", "NoAuthenticationInformation", "AuthenticationFailed"];

    /// <summary>Host and path of the target.</summary>
    public string Target => address.ToString();

    public override Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken) =>
        ExplainAsync(() => MakePlanAsync(assessment, source, cancellationToken));

    public override Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(plan, assessment, source, progress, result => Task.FromResult(result), cancellationToken);

    /// <summary>Does what the plan says, and then what is still to be done with the blob; only then the upload is over, and its journal goes.</summary>
    public Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, Func<ImageUploadResult, Task<ImageUploadResult>> finish, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        var left = new BlobLeftover(pipeline, address, removeOnFailure, isNew: plan.Resources[0].Action == PlannedAction.Create);
        return left.GuardAsync(
            async () =>
            {
                (ImageUploadResult result, UploadJournal? journal) = await ExplainAsync(() => UploadAsync(plan, assessment, source, progress, left, cancellationToken)).ConfigureAwait(false);
                using (journal)
                {
                    result = await finish(result).ConfigureAwait(false);
                    journal?.Remove();
                    return result;
                }
            },
            cancellationToken);
    }

    private async Task<ImageUploadPlan> MakePlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken)
    {
        UploadableVhd.Check(source);
        RequestCheck.Check(options);
        var readable = new ExplainedSource(source);
        string identity = ImageIdentity.Of(readable);
        if (address.Fault(DateTimeOffset.UtcNow) is { } fault) return Refused(assessment, readable, identity, fault);
        using var target = new PageTarget(pipeline, address);
        FoundTarget? found = await FailureMap.Guard($"Looking at {target}", cancellationToken, () => target.FindAsync(cancellationToken)).ConfigureAwait(false);
        ResumeDecision resume = found is null ? new ResumeDecision(false) : ResumeDecision.Of(options, Header(source, identity, found));
        bool holdsData = found is { TakesPages: true } && !resume.GoesOn && await FailureMap.Guard($"Looking at {target}", cancellationToken, () => HoldsDataAsync(target, found.Length, cancellationToken)).ConfigureAwait(false);
        return new ImageUploadPlan
        {
            Target = address.ToString(),
            ImageIdentity = identity,
            Resources = [Resource(found?.Length, source.Length, resume, holdsData)],
            Upload = UploadPlan.Of(readable, resume.BytesThere),
            Refusals = [.. AssessmentCheck.Refusals(assessment, force), .. Refusals(found, source.Length, resume, holdsData)],
            Warnings = [.. AssessmentCheck.Warnings(assessment)],
        };
    }

    private ImageUploadPlan Refused(Assessment assessment, ByteSource source, string identity, DeploymentRefusal fault) => new()
    {
        Target = address.ToString(),
        ImageIdentity = identity,
        Resources = [],
        Upload = UploadPlan.Of(source),
        Refusals = [.. AssessmentCheck.Refusals(assessment, force), fault],
        Warnings = [.. AssessmentCheck.Warnings(assessment)],
    };

    private async Task<(ImageUploadResult Result, UploadJournal? Journal)> UploadAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, BlobLeftover left, CancellationToken cancellationToken)
    {
        ImageIdentity.Require(source, plan.ImageIdentity);
        var clock = Stopwatch.StartNew();
        var warnings = new List<string>(plan.Warnings);
        int steps = options.Verify ? Steps + 1 : Steps;
        using var target = new PageTarget(pipeline, address);
        PlannedResource planned = plan.Resources[0];
        bool isNew = planned.Action == PlannedAction.Create;
        string preparing = isNew ? $"Creating the page blob {target}" : planned.ResumesUpload ? $"Looking at what {target} holds" : $"Clearing what {target} holds";
        progress?.Report(new DeploymentProgress(1, steps, preparing));
        left.MayExist = isNew;
        FoundTarget found = await FailureMap.Guard(preparing, cancellationToken, () => PrepareAsync(target, isNew, source.Length, cancellationToken)).ConfigureAwait(false);
        if (options.Verify) await TargetComparison.RequireReadableAsync(target, cancellationToken).ConfigureAwait(false);
        UploadJournal? journal = UploadJournal.TryOpen(options.StateFolder, Header(source, plan.ImageIdentity, found), planned.ResumesUpload, warnings);
        try
        {
            if (!isNew && journal is not { Earlier.Count: > 0 })
                await FailureMap.Guard($"Clearing what {target} holds", cancellationToken, () => ClearAsync(target, source.Length, cancellationToken)).ConfigureAwait(false);
            UploadSummary summary = await DiskUploader.UploadAsync(source, address, pipeline, null, options, journal, Tell(2, $"Uploading {source.Name}"), cancellationToken).ConfigureAwait(false);
            if (options.Verify) await TargetComparison.RequireEqualAsync(new ExplainedSource(source), target, options, Tell(steps, $"Reading back {target}"), cancellationToken).ConfigureAwait(false);
            else if (!summary.IsConfirmed) warnings.Add("The service did not list the pages that it holds; -Verify (--verify) reads them back.");
            return (ImageUploadResult.Of(plan, assessment, summary, clock.Elapsed) with { IsVerified = options.Verify, Warnings = warnings }, journal);
        }
        catch
        {
            journal?.Dispose();
            throw;
        }

        Relay Tell(int step, string activity) => new(upload => progress?.Report(new DeploymentProgress(step, steps, activity, upload)));
    }

    /// <summary>Says of a refused identity what it needs; what is said of an address with a key does not help there.</summary>
    private async Task<T> ExplainAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AzureOperationException exception) when (!address.HasKey && exception.Failure.HttpStatus is 401 or 403 && StorageRefusals.Contains(exception.Failure.Code))
        {
            throw new AzureOperationException(exception.Operation, IdentityRefused(exception.Failure), exception.Diagnostics, exception.LeftBehind);
        }
    }

    private static AzureFailure IdentityRefused(AzureFailure failure) => failure.HttpStatus == 403
        ? failure with
        {
            ErrorId = "StorageRoleMissing",
            Category = AzureFailureCategory.PermissionDenied,
            Hint = "Ask for the role Storage Blob Data Contributor on the storage account or the container; Owner and Contributor do not hold it. A new role takes some minutes to be known.",
        }
        : failure with
        {
            ErrorId = "TokenNotForStorage",
            Category = AzureFailureCategory.AuthenticationError,
            Hint = "Sign in with Connect-AzAccount, 'az login' or an identity; a token that was handed over is for Resource Manager and opens no storage account.",
        };

    private JournalHeader Header(ByteSource source, string identity, FoundTarget found) => new(address.ToString(), source.Name, identity, source.Length, found.Created);

    private static async Task<FoundTarget> PrepareAsync(PageTarget target, bool isNew, long length, CancellationToken cancellationToken)
    {
        if (isNew) await target.CreateAsync(length, cancellationToken).ConfigureAwait(false);
        return await target.FindAsync(cancellationToken).ConfigureAwait(false) ?? throw new RequestFailedException(404, "the page blob was made but cannot be found");
    }

    private static async Task<bool> ClearAsync(PageTarget target, long length, CancellationToken cancellationToken)
    {
        await EmptyTarget.MakeAsync(target, length, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> HoldsDataAsync(PageTarget target, long length, CancellationToken cancellationToken) =>
        await PresentPages.FindAsync(target, 0, length, cancellationToken).ConfigureAwait(false) is { Bytes: > 0 };

    private PlannedResource Resource(long? length, long wanted, ResumeDecision resume, bool holdsData) => new()
    {
        Type = Type,
        Name = address.ToString(),
        Id = address.ToString(),
        Action = length is null ? PlannedAction.Create : PlannedAction.Use,
        Properties = new Dictionary<string, object?> { ["length"] = length ?? wanted },
        Summary = $"{length ?? wanted} bytes"
            + (resume.GoesOn ? $"; an upload of this image that was interrupted goes on, {ByteSize.Format(resume.BytesThere)} of it there" : holdsData ? "; what it holds is replaced" : ""),
        ResumesUpload = resume.GoesOn,
    };

    private IEnumerable<DeploymentRefusal> Refusals(FoundTarget? found, long wanted, ResumeDecision resume, bool holdsData)
    {
        if (found is null) yield break;
        if (!found.TakesPages)
            yield return new DeploymentRefusal { ErrorId = "TargetNotPageBlob", Reason = $"{address} is not a page blob.", Remedy = "Name another blob, or remove the one that is there." };
        else if (found.Length != wanted)
            yield return new DeploymentRefusal { ErrorId = "TargetSizeDiffers", Reason = $"The image has {wanted} bytes as a fixed VHD, and {address} has {found.Length}.", Remedy = "Name a disk or page blob of that size, or a page blob that does not exist yet." };
        else if (resume.Refusal is { } refusal)
            yield return refusal;
        else if (holdsData && !options.Restart)
            yield return new DeploymentRefusal { ErrorId = "TargetHoldsData", Reason = $"{address} holds data, and nothing on this machine says that it is an interrupted upload of this image.", Remedy = "Name another target, or say -Restart (--restart) to replace what is there." };
    }
}
