using System.Diagnostics;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using Azure;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What an address with the right to write in it stands for.</summary>
internal sealed class AddressDestination(HttpPipeline pipeline, SasAddress address, UploadOptions options, bool force, bool removeOnFailure) : UploadDestination
{
    private const int Steps = 2;

    private static readonly string[] StorageRefusals = ["AuthorizationPermissionMismatch", "InvalidAuthenticationInfo", "NoAuthenticationInformation", "AuthenticationFailed"];

    /// <summary>Host and path of the target.</summary>
    public string Target => address.ToString();

    public override Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken) =>
        ExplainAsync(() => new AddressPlanner(pipeline, address, options, force).PlanAsync(assessment, source, cancellationToken));

    public override Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(plan, assessment, source, progress, result => Task.FromResult(result), cancellationToken);

    /// <summary>Does what the plan says, and then what is still to be done with the blob; only then the upload is over, and its journal goes.</summary>
    public Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, Func<ImageUploadResult, Task<ImageUploadResult>> finish, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        var left = new BlobLeftover(pipeline, address, removeOnFailure);
        return left.GuardAsync(
            async () =>
            {
                (ImageUploadResult result, UploadJournal? journal, FinishedUpload? finished) = await ExplainAsync(() => UploadAsync(plan, assessment, source, progress, left, cancellationToken)).ConfigureAwait(false);
                using (journal)
                {
                    result = await finish(result).ConfigureAwait(false);
                    journal?.Remove();
                    finished?.Note(options.StateFolder!);
                    return result;
                }
            },
            cancellationToken);
    }

    private async Task<(ImageUploadResult Result, UploadJournal? Journal, FinishedUpload? Finished)> UploadAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, BlobLeftover left, CancellationToken cancellationToken)
    {
        ImageIdentity.Require(source, plan.ImageIdentity);
        if (plan.Upload.IsNothing) return (await UseAsync(plan, assessment, source, progress, cancellationToken).ConfigureAwait(false), null, null);
        var clock = Stopwatch.StartNew();
        var warnings = new List<string>(plan.Warnings);
        int steps = options.Verify ? Steps + 1 : Steps;
        using var target = new PageTarget(pipeline, address);
        PlannedResource planned = plan.Resources[0];
        bool isNew = planned.Action == PlannedAction.Create;
        string preparing = AzureText.Of(isNew ? "Doing.CreateBlob" : planned.ResumesUpload ? "Doing.LookAtContent" : "Doing.Clear", target);
        progress?.Report(new DeploymentProgress(1, steps, preparing));
        FoundTarget found = await FailureMap.Guard(preparing, cancellationToken, () => PrepareAsync(target, left, isNew, source.Length, cancellationToken)).ConfigureAwait(false);
        if (options.Verify) await TargetComparison.RequireReadableAsync(target, cancellationToken).ConfigureAwait(false);
        var header = JournalHeader.Of(address, source, plan.ImageIdentity, found);
        UploadJournal? journal = UploadJournal.TryOpen(options.StateFolder, header, planned.ResumesUpload, warnings);
        try
        {
            if (!isNew && journal is not { Earlier.Count: > 0 })
                await FailureMap.Guard(AzureText.Of("Doing.Clear", target), cancellationToken, () => ClearAsync(target, planned, source.Length, cancellationToken)).ConfigureAwait(false);
            UploadSummary summary = await DiskUploader.UploadAsync(source, address, pipeline, null, options, journal, Tell(2, AzureText.Of("Doing.Upload", source.Name)), cancellationToken).ConfigureAwait(false);
            if (options.Verify) await TargetComparison.RequireEqualAsync(new ExplainedSource(source), target, options, Tell(steps, AzureText.Of("Doing.ReadBack", target)), cancellationToken).ConfigureAwait(false);
            else if (!summary.IsConfirmed) warnings.Add(AzureText.Of("Warn.NotConfirmed"));
            FinishedUpload? finished = journal is not null && summary.ETag is { } etag ? new FinishedUpload(header, etag, summary.ContentDigest) : null;
            return (ImageUploadResult.Of(plan, assessment, summary, clock.Elapsed) with { IsVerified = options.Verify, Warnings = warnings }, journal, finished);
        }
        catch
        {
            journal?.Dispose();
            throw;
        }

        Relay Tell(int step, string activity) => new(upload => progress?.Report(new DeploymentProgress(step, steps, activity, upload)));
    }

    /// <summary>Sends nothing, because the target holds the image.</summary>
    private async Task<ImageUploadResult> UseAsync(ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        string activity = AzureText.Of("Doing.ReadBack", address);
        using var target = new PageTarget(pipeline, address);
        if (options.Verify) await TargetComparison.RequireEqualAsync(new ExplainedSource(source), target, options, new Relay(upload => progress?.Report(new DeploymentProgress(1, 1, activity, upload))), cancellationToken).ConfigureAwait(false);
        return ImageUploadResult.Of(plan, assessment, null, clock.Elapsed) with { IsVerified = options.Verify, ContentDigest = AddressPlanner.DigestOf(plan) };
    }

    /// <summary>Clears what an upload before this one wrote, or what the person said to replace; nothing that came there since the plan was made.</summary>
    private async Task ClearAsync(PageTarget target, PlannedResource planned, long length, CancellationToken cancellationToken)
    {
        PresentPages? present = await PresentPages.FindAsync(target, 0, length, cancellationToken).ConfigureAwait(false);
        if (present is { Bytes: > 0 } && !options.Restart && !planned.ResumesUpload) throw new DeploymentRefusedException([AddressPlanner.HoldsData(address)]);
        await EmptyTarget.MakeAsync(target, present, length, cancellationToken).ConfigureAwait(false);
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
            Hint = AzureText.Of("Hint.StorageRoleMissing"),
        }
        : failure with
        {
            ErrorId = "TokenNotForStorage",
            Category = AzureFailureCategory.AuthenticationError,
            Hint = AzureText.Of("Hint.TokenNotForStorage"),
        };

    private static async Task<FoundTarget> PrepareAsync(PageTarget target, BlobLeftover left, bool isNew, long length, CancellationToken cancellationToken)
    {
        if (isNew) await CreateAsync(target, left, length, cancellationToken).ConfigureAwait(false);
        return await target.FindAsync(cancellationToken).ConfigureAwait(false) ?? throw new RequestFailedException(404, AzureText.Of("Failure.MadeNotFound", target));
    }

    /// <summary>Makes the blob. One that is there since the plan was made is used where it holds nothing: it may be ours, by a request whose answer was lost.</summary>
    private static async Task CreateAsync(PageTarget target, BlobLeftover left, long length, CancellationToken cancellationToken)
    {
        left.MayExist = true;
        try
        {
            await target.CreateAsync(length, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            left.MayBeOthers = true;
            left.MayExist = await target.FindAsync(cancellationToken).ConfigureAwait(false) is { TakesPages: true } found && found.Length == length
                && await PresentPages.FindAsync(target, 0, length, cancellationToken).ConfigureAwait(false) is { Bytes: 0 };
            if (!left.MayExist) throw;
        }
    }
}
