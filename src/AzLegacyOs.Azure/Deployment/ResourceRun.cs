using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Makes the resources of a plan in their order, fills the disk, and says or removes what is left after a failure.</summary>
internal sealed class ResourceRun
{
    private readonly AzureConnection _connection;
    private readonly DiskRequest _request;
    private readonly IReadOnlyList<PlannedResource> _resources;
    private readonly Dictionary<string, DiskContent> _contents;
    private readonly IProgress<DeploymentProgress>? _progress;
    private readonly ResourceRequests _requests;
    private readonly Trail _trail;
    private readonly int _steps;
    private int _step;

    /// <param name="connection">The Azure that the plan was made for.</param>
    /// <param name="request">What the plan was made for.</param>
    /// <param name="resources">The resources of the plan.</param>
    /// <param name="contents">What the disks are filled with; another image than the planned one is refused.</param>
    /// <param name="laterSteps">Steps that come after the resources.</param>
    /// <param name="progress">Told of each step.</param>
    /// <exception cref="DiskFormatException">A source is another one than the plan was made for, or none that Azure takes.</exception>
    public ResourceRun(
        AzureConnection connection, DiskRequest request, IReadOnlyList<PlannedResource> resources, IReadOnlyList<DiskContent> contents, int laterSteps, IProgress<DeploymentProgress>? progress)
    {
        foreach (DiskContent content in contents) ImageIdentity.Require(content.Source, content.Identity);
        _connection = connection;
        _request = request;
        _resources = resources;
        _contents = contents.ToDictionary(content => content.DiskId, StringComparer.OrdinalIgnoreCase);
        _progress = progress;
        _requests = new ResourceRequests(connection);
        _trail = new Trail(connection, request.ResourceGroup);
        _steps = resources.Count + laterSteps;
    }

    /// <summary>Failures that did not end the run.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>What the uploads came to; empty where nothing was sent.</summary>
    public List<UploadSummary> Uploads { get; } = [];

    /// <summary>Whether the disk was read back and equals the image.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>Does the work; every failure says what is left behind.</summary>
    public Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        LeftoverGuard.RunAsync(work, () => _trail.FindAsync(_request.RemoveOnFailure), cancellationToken);

    /// <summary>Makes the resources.</summary>
    /// <returns>Each as it then is, by its id.</returns>
    public async Task<IReadOnlyDictionary<string, JsonElement>> MakeAllAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, JsonElement>();
        foreach (PlannedResource resource in _resources)
        {
            bool isNew = resource.Action == PlannedAction.Create;
            string kind = ResourceIds.NameOf(resource.Type);
            string activity = AzureText.Of(isNew ? "Doing.Create" : resource.ResumesUpload ? "Doing.GoOn" : "Doing.Use", kind, resource.Name);
            Tell(activity);
            try
            {
                all[resource.Id] = await FailureMap.Guard(activity, cancellationToken, () => MakeAsync(resource, isNew, cancellationToken)).ConfigureAwait(false);
            }
            catch (AzureOperationException exception) when (resource.Type == ResourceTypes.Extension)
            {
                // The VM is up, which is what was wanted; a missing extension is no reason to call that a failure.
                Warnings.Add(exception.Message);
            }
        }

        return all;
    }

    /// <summary>Begins the next step.</summary>
    public void Tell(string activity) => _progress?.Report(new DeploymentProgress(++_step, _steps, activity));

    private async Task<JsonElement> MakeAsync(PlannedResource resource, bool isNew, CancellationToken cancellationToken)
    {
        if (!isNew && !resource.ResumesUpload) return await FindAsync(resource, cancellationToken).ConfigureAwait(false);
        if (resource.ReplacesUnfinishedUpload || resource.ResumesUpload)
        {
            _trail.Add(resource);
            if (resource.ResumesUpload && await ResumeAsync(resource, cancellationToken).ConfigureAwait(false) is { } resumed) return resumed;
            await RemoveUnfinishedAsync(resource, cancellationToken).ConfigureAwait(false);
        }
        else if (await _trail.AddNewAsync(resource, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        JsonElement made = await _requests.CreateAsync(resource.Type, resource.Id, resource.Properties, cancellationToken).ConfigureAwait(false);
        return resource.Type == ResourceTypes.Disk ? await FillAsync(resource, made, isOld: false, cancellationToken).ConfigureAwait(false) : made;
    }

    /// <returns>The disk, or null where Azure does not let the upload go on: then it has to be made anew.</returns>
    private async Task<JsonElement?> ResumeAsync(PlannedResource disk, CancellationToken cancellationToken)
    {
        JsonElement found = await FindAsync(disk, cancellationToken).ConfigureAwait(false);
        if (IsUnderUpload(found))
        {
            // What the interrupted run could not end any more. Where it had sent everything, Azure now takes the disk for whole.
            await new DiskAccess(_connection, disk.Id, disk.Name).RevokeAfterFailureAsync().ConfigureAwait(false);
            found = await FindAsync(disk, cancellationToken).ConfigureAwait(false);
        }

        int sent = Uploads.Count;
        try
        {
            return found.TextAt("properties", "diskState") == "Unattached"
                ? await FinishAsync(disk, found, cancellationToken).ConfigureAwait(false)
                : await FillAsync(disk, found, isOld: true, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureOperationException exception) when (Uploads.Count == sent && exception.Failure.Category == AzureFailureCategory.InvalidOperation && exception.ErrorId is not ("UploadUnderWay" or "SourceChanged"))
        {
            Warnings.Add(AzureText.Of("Resume.BegunAnew", disk.Name, exception.Failure.Message));
            return null;
        }
    }

    private static bool IsUnderUpload(JsonElement disk) => disk.TextAt("properties", "diskState") is "ActiveUpload" or "ActiveSAS";

    private async Task RemoveUnfinishedAsync(PlannedResource disk, CancellationToken cancellationToken)
    {
        JsonElement? found = await _requests.FindAsync(disk.Type, disk.Id, cancellationToken).ConfigureAwait(false);
        if (found is { } there && !ImageIdentity.IsUnfinished(there.TextAt("tags", ImageIdentity.Tag)))
        {
            // Another run of the same command may have come to its end.
            _trail.Forget(disk);
            throw Trail.Appeared(disk);
        }

        if (found is { } unfinished && IsUnderUpload(unfinished)) await new DiskAccess(_connection, disk.Id, disk.Name).RevokeAfterFailureAsync().ConfigureAwait(false);
        await _requests.RemoveAsync(disk.Type, disk.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads the image to the disk, ends the access and marks the disk as whole.</summary>
    private async Task<JsonElement> FillAsync(PlannedResource disk, JsonElement made, bool isOld, CancellationToken cancellationToken)
    {
        DiskContent content = _contents[disk.Id];
        using UploadJournal? journal = OpenJournal(content, made, isOld);
        if (isOld && journal is not { Earlier.Count: > 0 }) return await FillAnewAsync().ConfigureAwait(false);
        var access = new DiskAccess(_connection, disk.Id, disk.Name);
        bool isEnded = false;
        string contentDigest;
        try
        {
            SasAddress address = await access.GrantAsync(cancellationToken).ConfigureAwait(false);
            UploadSummary summary = await DiskUploader.UploadAsync(content.Source, address, _connection.Pages, RenewAsync, _request.Upload, journal, Relay(AzureText.Of("Doing.Upload", content.Source.Name)), cancellationToken).ConfigureAwait(false);
            Uploads.Add(summary);
            contentDigest = summary.ContentDigest;
            if (!summary.IsConfirmed) Warnings.Add(AzureText.Of("Warn.NotConfirmed"));
            await access.RevokeAsync(cancellationToken).ConfigureAwait(false);
            isEnded = true;
        }
        finally
        {
            if (!isEnded && _trail.Holds(disk)) await access.RevokeAfterFailureAsync().ConfigureAwait(false);
        }

        if (_request.Upload.Verify) await VerifyAsync(disk, content, journal, cancellationToken).ConfigureAwait(false);
        await MarkCompleteAsync(disk, await FindSameAsync(disk, made, cancellationToken).ConfigureAwait(false), content.Identity, contentDigest, cancellationToken).ConfigureAwait(false);
        journal?.Remove();
        return await FindAsync(disk, cancellationToken).ConfigureAwait(false);

        async Task<SasAddress> RenewAsync(CancellationToken token)
        {
            await FindSameAsync(disk, made, token).ConfigureAwait(false);
            return await access.RenewAsync(token).ConfigureAwait(false);
        }

        // Without the journal nobody knows what the pages of the disk are.
        async Task<JsonElement> FillAnewAsync()
        {
            await RemoveUnfinishedAsync(disk, cancellationToken).ConfigureAwait(false);
            JsonElement again = await _requests.CreateAsync(disk.Type, disk.Id, disk.Properties, cancellationToken).ConfigureAwait(false);
            journal?.Dispose();
            return await FillAsync(disk, again, isOld: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Marks a disk as whole whose upload came to its end in a run that was broken off before it could say so.</summary>
    /// <returns>Null where the journal does not account for every range of the image.</returns>
    private async Task<JsonElement?> FinishAsync(PlannedResource disk, JsonElement found, CancellationToken cancellationToken)
    {
        DiskContent content = _contents[disk.Id];
        using UploadJournal? journal = OpenJournal(content, found, isOld: true);
        var readable = new ExplainedSource(content.Source);
        var digest = ContentDigest.Read(readable, cancellationToken);
        if (journal is null || digest.Ranges.Count != journal.Earlier.Count || digest.Ranges.Any(range => !journal.Earlier.TryGetValue(range.Offset, out DigestedRange sent) || sent != range)) return null;
        if (_request.Upload.Verify) await VerifyAsync(disk, content, journal, cancellationToken).ConfigureAwait(false);
        await MarkCompleteAsync(disk, found, content.Identity, digest.ToString(), cancellationToken).ConfigureAwait(false);
        journal.Remove();
        return await FindAsync(disk, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the disk back. One that is not equal to the image is not gone on with.</summary>
    private async Task VerifyAsync(PlannedResource disk, DiskContent content, UploadJournal? journal, CancellationToken cancellationToken)
    {
        var access = new DiskAccess(_connection, disk.Id, disk.Name);
        bool isEnded = false;
        try
        {
            SasAddress address = await access.GrantReadAsync(cancellationToken).ConfigureAwait(false);
            using var target = new PageTarget(_connection.Pages, address, access.GrantReadAsync);
            await TargetComparison.RequireEqualAsync(new ExplainedSource(content.Source), target, _request.Upload, Relay(AzureText.Of("Doing.ReadBack", disk.Name)), cancellationToken).ConfigureAwait(false);
            IsVerified = true;
            await access.RevokeAsync(cancellationToken).ConfigureAwait(false);
            isEnded = true;
        }
        catch (AzureOperationException exception) when (exception.ErrorId == "TargetDiffers")
        {
            journal?.Remove();
            throw;
        }
        finally
        {
            if (!isEnded) await access.RevokeAfterFailureAsync().ConfigureAwait(false);
        }
    }

    private UploadJournal? OpenJournal(DiskContent content, JsonElement disk, bool isOld) =>
        UploadJournal.TryOpen(_request.Upload.StateFolder, DiskJournal.Header(content.DiskId, content.Source, content.Identity, disk), isOld, Warnings);

    private Relay Relay(string activity) => new(upload => _progress?.Report(new DeploymentProgress(_step, _steps, activity, upload)));

    private Task MarkCompleteAsync(PlannedResource disk, JsonElement found, string identity, string contentDigest, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, string>();
        if (found.At("tags") is { ValueKind: JsonValueKind.Object } present)
        {
            foreach (JsonProperty tag in present.EnumerateObject()) tags[tag.Name] = tag.Value.GetString() ?? "";
        }

        tags[ImageIdentity.Tag] = ImageIdentity.TagWhenComplete(identity, contentDigest);
        return _requests.ReplaceTagsAsync(disk.Type, disk.Id, tags, cancellationToken);
    }

    /// <summary>The disk that the run fills. Another one by now under its name, which another run of the same command made, holds nothing of what was sent.</summary>
    private async Task<JsonElement> FindSameAsync(PlannedResource disk, JsonElement made, CancellationToken cancellationToken)
    {
        JsonElement found = await FindAsync(disk, cancellationToken).ConfigureAwait(false);
        if (found.TextAt("properties", "timeCreated") == made.TextAt("properties", "timeCreated")) return found;
        _trail.Forget(disk);
        throw Gone(disk);
    }

    private async Task<JsonElement> FindAsync(PlannedResource resource, CancellationToken cancellationToken) =>
        await _requests.FindSettledAsync(resource.Type, resource.Id, cancellationToken).ConfigureAwait(false) ?? throw Gone(resource);

    private static AzureOperationException Gone(PlannedResource resource) => new(AzureText.Of("Doing.Use", resource.Type, resource.Name), new AzureFailure
    {
        ErrorId = "ResourceNotFound",
        Category = AzureFailureCategory.ObjectNotFound,
        HttpStatus = 404,
        Message = AzureText.Of("Failure.Gone"),
        Hint = AzureText.Of("Hint.PlanAgain"),
    });
}
