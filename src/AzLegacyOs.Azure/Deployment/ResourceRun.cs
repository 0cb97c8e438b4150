using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Upload;
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

    /// <summary>Does the work; every failure says what is left behind.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AzureOperationException exception)
        {
            throw exception.With(await CleanAsync().ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new DeploymentCanceledException(await CleanAsync().ConfigureAwait(false), cancellationToken);
        }
        catch (DiskFormatException exception)
        {
            IReadOnlyList<LeftBehind> left = await CleanAsync().ConfigureAwait(false);
            if (left.Count == 0) throw;
            throw new DiskFormatException(exception.SourceName, exception.Offset, $"{exception.Reason}. {Leftovers.Sentence(left).TrimEnd('.')}", exception);
        }
    }

    /// <summary>Makes the resources.</summary>
    /// <returns>Each as it then is, by its id.</returns>
    public async Task<IReadOnlyDictionary<string, JsonElement>> MakeAllAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, JsonElement>();
        foreach (PlannedResource resource in _resources)
        {
            bool isNew = resource.Action == PlannedAction.Create;
            string kind = resource.Type.Substring(resource.Type.LastIndexOf('/') + 1);
            string activity = $"{(isNew ? "Creating" : "Using")} {kind} {resource.Name}";
            Tell(activity);
            if (isNew) _trail.Add(resource);
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
        if (!isNew) return await FindAsync(resource, cancellationToken).ConfigureAwait(false);
        if (resource.ReplacesUnfinishedUpload) await RemoveUnfinishedAsync(resource, cancellationToken).ConfigureAwait(false);
        JsonElement made = await _requests.CreateAsync(resource.Type, resource.Id, resource.Properties, cancellationToken).ConfigureAwait(false);
        return resource.Type == ResourceTypes.Disk ? await FillAsync(resource, made, cancellationToken).ConfigureAwait(false) : made;
    }

    private async Task RemoveUnfinishedAsync(PlannedResource disk, CancellationToken cancellationToken)
    {
        JsonElement? found = await _requests.FindAsync(disk.Type, disk.Id, cancellationToken).ConfigureAwait(false);
        if (found?.TextAt("properties", "diskState") is "ActiveUpload" or "ActiveSAS")
            await new DiskAccess(_connection, disk.Id, disk.Name).RevokeAfterFailureAsync().ConfigureAwait(false);
        await _requests.RemoveAsync(disk.Type, disk.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads the image to the new disk, ends the access and marks the disk as whole.</summary>
    private async Task<JsonElement> FillAsync(PlannedResource disk, JsonElement made, CancellationToken cancellationToken)
    {
        DiskContent content = _contents[disk.Id];
        var access = new DiskAccess(_connection, disk.Id, disk.Name);
        bool isEnded = false;
        string contentDigest;
        try
        {
            SasAddress address = await access.GrantAsync(cancellationToken).ConfigureAwait(false);
            var options = new UploadOptions { MaxConcurrency = _request.MaxConcurrency };
            string activity = $"Uploading {content.Source.Name}";
            var progress = new Relay(p => _progress?.Report(new DeploymentProgress(_step, _steps, activity, p)));
            UploadSummary summary = await DiskUploader.UploadAsync(content.Source, address, _connection.Pages, access.GrantAsync, options, progress, cancellationToken).ConfigureAwait(false);
            Uploads.Add(summary);
            contentDigest = summary.ContentDigest;
            await access.RevokeAsync(cancellationToken).ConfigureAwait(false);
            isEnded = true;
        }
        finally
        {
            if (!isEnded) await access.RevokeAfterFailureAsync().ConfigureAwait(false);
        }

        await MarkCompleteAsync(disk, made, content.Identity, contentDigest, cancellationToken).ConfigureAwait(false);
        return await FindAsync(disk, cancellationToken).ConfigureAwait(false);
    }

    private Task MarkCompleteAsync(PlannedResource disk, JsonElement made, string identity, string contentDigest, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, string>();
        if (made.At("tags") is { ValueKind: JsonValueKind.Object } present)
        {
            foreach (JsonProperty tag in present.EnumerateObject()) tags[tag.Name] = tag.Value.GetString() ?? "";
        }

        tags[ImageIdentity.Tag] = ImageIdentity.TagWhenComplete(identity, contentDigest);
        return _requests.ReplaceTagsAsync(disk.Type, disk.Id, tags, cancellationToken);
    }

    private async Task<JsonElement> FindAsync(PlannedResource resource, CancellationToken cancellationToken) =>
        await _requests.FindSettledAsync(resource.Type, resource.Id, cancellationToken).ConfigureAwait(false)
        ?? throw new AzureOperationException($"Using {resource.Type} {resource.Name}", new AzureFailure
        {
            ErrorId = "ResourceNotFound",
            Category = AzureFailureCategory.ObjectNotFound,
            HttpStatus = 404,
            Message = "it was there when the plan was made and is not any more",
            Hint = "Make the plan again.",
        });

    private Task<IReadOnlyList<LeftBehind>> CleanAsync() => _trail.FindAsync(_request.RemoveOnFailure);
}
