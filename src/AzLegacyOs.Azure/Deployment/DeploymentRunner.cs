using System.Diagnostics;
using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Carries out a plan.</summary>
public sealed class DeploymentRunner
{
    private readonly AzureConnection _connection;
    private readonly DeploymentPlan _plan;
    private readonly ByteSource _source;
    private readonly IProgress<DeploymentProgress>? _progress;
    private readonly ResourceRequests _requests;
    private readonly Trail _trail;
    private readonly List<string> _warnings;
    private readonly int _steps;
    private int _step;
    private long _uploadedBytes;

    private DeploymentRunner(AzureConnection connection, DeploymentPlan plan, ByteSource source, IProgress<DeploymentProgress>? progress)
    {
        _connection = connection;
        _plan = plan;
        _source = source;
        _progress = progress;
        _requests = new ResourceRequests(connection);
        _trail = new Trail(connection, plan.Request.ResourceGroup);
        _warnings = [.. plan.Warnings];
        _steps = plan.Resources.Count + 1;
    }

    /// <summary>Does what the plan says. Can be run again after any interruption, with a new plan, and ends in the same place.</summary>
    /// <param name="connection">The Azure that the plan was made for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="assessment">The judgement of the image, for the result.</param>
    /// <param name="source">The fixed VHD, footer included; the one that the plan was made for.</param>
    /// <param name="progress">Told of each step, and of the upload a few times a second, from several threads, one at a time.</param>
    /// <param name="cancellationToken">Stops at once; write access to the disk is taken back all the same.</param>
    /// <exception cref="DeploymentRefusedException">The plan holds refusals.</exception>
    /// <exception cref="AzureOperationException">Azure refused or failed; says what is left behind.</exception>
    /// <exception cref="DiskFormatException">The source could not be read, or is another one than the plan was made for.</exception>
    /// <exception cref="DeploymentCanceledException">The token was cancelled; says what is left behind.</exception>
    public static async Task<DeploymentResult> RunAsync(
        AzureConnection connection,
        DeploymentPlan plan,
        Assessment assessment,
        ByteSource source,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        plan.ThrowIfRefused();
        UploadableVhd.Check(source);
        if (ImageIdentity.Of(new ExplainedSource(source)) != plan.ImageIdentity)
            throw new DiskFormatException(source.Name, 0, "the image is not the one that the plan was made for; make the plan again");
        var clock = Stopwatch.StartNew();
        var runner = new DeploymentRunner(connection, plan, source, progress);
        try
        {
            JsonElement machine = await runner.MakeAllAsync(cancellationToken).ConfigureAwait(false);
            return await runner.ReportAsync(machine, assessment, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureOperationException exception)
        {
            throw exception.With(await runner.CleanAsync().ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new DeploymentCanceledException(await runner.CleanAsync().ConfigureAwait(false), cancellationToken);
        }
        catch (DiskFormatException exception)
        {
            IReadOnlyList<LeftBehind> left = await runner.CleanAsync().ConfigureAwait(false);
            if (left.Count == 0) throw;
            throw new DiskFormatException(exception.SourceName, exception.Offset, $"{exception.Reason}. {Leftovers.Sentence(left).TrimEnd('.')}", exception);
        }
    }

    private async Task<JsonElement> MakeAllAsync(CancellationToken cancellationToken)
    {
        JsonElement? machine = null;
        foreach (PlannedResource resource in _plan.Resources)
        {
            bool isNew = resource.Action == PlannedAction.Create;
            string kind = resource.Type.Substring(resource.Type.LastIndexOf('/') + 1);
            string activity = $"{(isNew ? "Creating" : "Using")} {kind} {resource.Name}";
            Tell(++_step, activity);
            if (isNew) _trail.Add(resource);
            try
            {
                JsonElement made = await FailureMap.Guard(activity, cancellationToken, () => MakeAsync(resource, isNew, cancellationToken)).ConfigureAwait(false);
                if (resource.Type == ResourceTypes.VirtualMachine) machine = made;
            }
            catch (AzureOperationException exception) when (resource.Type == ResourceTypes.Extension)
            {
                // The VM is up, which is what was wanted; a missing extension is no reason to call that a failure.
                _warnings.Add(exception.Message);
            }
        }

        return machine!.Value;
    }

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
        var access = new DiskAccess(_connection, disk.Id, disk.Name);
        bool isEnded = false;
        string contentDigest;
        try
        {
            SasAddress address = await access.GrantAsync(cancellationToken).ConfigureAwait(false);
            var options = new UploadOptions { MaxConcurrency = _plan.Request.MaxConcurrency };
            string activity = $"Uploading {_source.Name}";
            var progress = new Relay(p => Tell(_step, activity, p));
            UploadSummary summary = await DiskUploader.UploadAsync(_source, address, _connection.Pages, access.GrantAsync, options, progress, cancellationToken).ConfigureAwait(false);
            _uploadedBytes = summary.BytesSent;
            contentDigest = summary.ContentDigest;
            await access.RevokeAsync(cancellationToken).ConfigureAwait(false);
            isEnded = true;
        }
        finally
        {
            if (!isEnded) await access.RevokeAfterFailureAsync().ConfigureAwait(false);
        }

        await MarkCompleteAsync(disk, made, contentDigest, cancellationToken).ConfigureAwait(false);
        return await FindAsync(disk, cancellationToken).ConfigureAwait(false);
    }

    private Task MarkCompleteAsync(PlannedResource disk, JsonElement made, string contentDigest, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, string>();
        if (made.At("tags") is { ValueKind: JsonValueKind.Object } present)
        {
            foreach (JsonProperty tag in present.EnumerateObject()) tags[tag.Name] = tag.Value.GetString() ?? "";
        }

        tags[ImageIdentity.Tag] = ImageIdentity.TagWhenComplete(_plan.ImageIdentity, contentDigest);
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

    private async Task<DeploymentResult> ReportAsync(JsonElement machine, Assessment assessment, Stopwatch clock, CancellationToken cancellationToken)
    {
        Tell(_steps, "Looking at the VM");
        string Id(string type) => _plan.Resources.First(r => r.Type == type).Id;
        await WarnOfExtensionsAsync(cancellationToken).ConfigureAwait(false);
        JsonElement? nic = await FailureMap.Guard("Reading the addresses", cancellationToken, () => _requests.FindAsync(ResourceTypes.NetworkInterface, Id(ResourceTypes.NetworkInterface), cancellationToken)).ConfigureAwait(false);
        string? publicId = _plan.Resources.FirstOrDefault(r => r.Type == ResourceTypes.PublicIpAddress)?.Id;
        JsonElement? address = publicId is null
            ? null
            : await FailureMap.Guard("Reading the addresses", cancellationToken, () => _requests.FindAsync(ResourceTypes.PublicIpAddress, publicId, cancellationToken)).ConfigureAwait(false);
        return new DeploymentResult
        {
            Name = _plan.Request.Name,
            VmId = Id(ResourceTypes.VirtualMachine),
            DiskId = Id(ResourceTypes.Disk),
            NicId = Id(ResourceTypes.NetworkInterface),
            PrivateIpAddress = nic?.ListAt("properties", "ipConfigurations").Select(c => c.TextAt("properties", "privateIPAddress")).FirstOrDefault(),
            PublicIpAddress = address?.TextAt("properties", "ipAddress"),
            Size = machine.TextAt("properties", "hardwareProfile", "vmSize") ?? _plan.Size,
            Location = machine.TextAt("location") ?? _plan.Request.Location,
            Assessment = assessment,
            Plan = _plan,
            UploadedBytes = _uploadedBytes,
            Elapsed = clock.Elapsed,
            SkippedExtensions = [.. _plan.Extensions.Where(e => e.Action == ExtensionAction.Skip)],
            Warnings = _warnings,
        };
    }

    /// <summary>Policies and other services add extensions behind our back; on a guest without an agent they hang and fail.</summary>
    private async Task WarnOfExtensionsAsync(CancellationToken cancellationToken)
    {
        string id = _plan.Resources.First(r => r.Type == ResourceTypes.VirtualMachine).Id;
        IReadOnlyList<JsonElement> present = await FailureMap.Guard(
            "Listing the extensions", cancellationToken, () => _requests.ListAsync(ResourceTypes.Extension, id + "/extensions", cancellationToken)).ConfigureAwait(false);
        IEnumerable<string> planned = _plan.Resources.Where(r => r.Type == ResourceTypes.Extension).Select(r => r.Name.Substring(r.Name.IndexOf('/') + 1));
        foreach (string name in present.Select(e => e.TextAt("name")).OfType<string>().Except(planned, StringComparer.OrdinalIgnoreCase))
            _warnings.Add($"The extension {name} was added to the VM by a policy or another service. A guest without the VM agent cannot run it: Remove-AzVMExtension -ResourceGroupName '{_plan.Request.ResourceGroup}' -VMName '{_plan.Request.Name}' -Name '{name}'");
    }

    private Task<IReadOnlyList<LeftBehind>> CleanAsync() => _trail.FindAsync(_plan.Request.RemoveOnFailure);

    private void Tell(int step, string activity, UploadProgress? upload = null) => _progress?.Report(new DeploymentProgress(step, _steps, activity, upload));

    private sealed class Relay(Action<UploadProgress> tell) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value) => tell(value);
    }
}
