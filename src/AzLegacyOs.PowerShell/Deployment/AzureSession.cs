using System.Collections;
using System.Management.Automation;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;
using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Carries out what one command asks for, image after image, against one Azure.</summary>
/// <remarks>It and its kinds are the only classes that name types of the Azure room; they are reached after those were loaded.</remarks>
internal abstract class AzureSession : IDisposable
{
    private readonly AzureImageCmdlet _cmdlet;
    private readonly RehearsalAzure? _rehearsal;
    private AzureConnection? _connection;
    private bool _hasMade;

    protected AzureSession(AzureImageCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _rehearsal = cmdlet.Azure.Rehearse ? new RehearsalAzure() : null;
    }

    protected CancellationToken StopToken => _cmdlet.StopToken;

    public void Dispose()
    {
        if (_rehearsal is null) return;
        if (_hasMade) LastRehearsal.Keep(_rehearsal);
        else _rehearsal.Dispose();
    }

    /// <summary>Does the work for one image. What stands against this image alone is written as an error, so that the next one has its turn; what stands against all of them ends the command.</summary>
    public async Task RunAsync(string path)
    {
        try
        {
            await ProcessAsync(path).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (StopToken.IsCancellationRequested)
        {
            // A stopped pipeline takes no output any more; the host still does, and what is left behind must be said.
            if (e is DeploymentCanceledException { LeftBehind.Count: > 0 }) _cmdlet.Host.UI.WriteWarningLine(e.Message);
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ErrorRecord record = DeploymentErrors.Of(e, path);
            bool isUseless = e is AzureOperationException { Failure.ConcernsSession: true };
            _cmdlet.Post(isUseless ? () => _cmdlet.ThrowTerminatingError(record) : () => _cmdlet.WriteError(record));
        }
    }

    protected abstract Task ProcessAsync(string path);

    /// <summary>The Azure of the command. An image that is refused by itself needs none.</summary>
    protected async Task<AzureConnection> ConnectAsync() =>
        _connection ??= _rehearsal?.Connect() ?? await AzureConnections.ConnectAsync(_cmdlet, _cmdlet.Azure).ConfigureAwait(false);

    // A Blocked image needs no Azure, and no sign-in, to be refused.
    protected void ThrowIfBlocked(DeploymentImage image)
    {
        IReadOnlyList<DeploymentRefusal> refusals = AssessmentCheck.Refusals(image.Assessment, _cmdlet.Force);
        if (refusals.Count > 0) throw new DeploymentRefusedException(refusals);
    }

    protected async Task<T> WithProgressAsync<T>(string activity, Func<IProgress<DeploymentProgress>, Task<T>> work)
    {
        using var progress = new CmdletProgress<DeploymentProgress>(
            record => _cmdlet.Post(() => _cmdlet.WriteProgress(record)),
            report => DeploymentProgressRecord.Of(activity, report));
        return await work(progress).ConfigureAwait(false);
    }

    protected void Give(object result, IReadOnlyList<string> warnings)
    {
        _hasMade = true;
        _cmdlet.Post(() =>
        {
            foreach (string warning in warnings) _cmdlet.WriteWarning(warning);
            _cmdlet.WriteObject(result);
        });
    }

    // With -WhatIf each resource is named as PowerShell names what it would do, and the plan is the output: the very one that a run executes.
    protected Task<bool> MayRunAsync(string caption, object plan, IEnumerable<PlannedResource> resources, IEnumerable<PlannedExtension> extensions) => _cmdlet.AskAsync(() =>
    {
        if (_cmdlet.ShouldProcess(caption, caption + "?", _cmdlet.MyInvocation.MyCommand.Name, out ShouldProcessReason reason)) return true;
        if (reason != ShouldProcessReason.WhatIf) return false;
        foreach (PlannedResource resource in resources.Where(resource => resource.Action == PlannedAction.Create))
            _cmdlet.ShouldProcess($"{resource.Type} {resource.Name}", ModuleText.Of("Deploy.Create"));
        foreach (PlannedExtension extension in extensions.Where(extension => extension.Action == ExtensionAction.Install))
            _cmdlet.ShouldProcess(ModuleText.Of("Deploy.Extension", extension.Name), ModuleText.Of("Deploy.Install"));
        _cmdlet.WriteObject(plan);
        return false;
    });

    protected Task<bool> MayWriteAsync(string file) => _cmdlet.AskAsync(() => _cmdlet.ShouldProcess(file, ModuleText.Of("Plan.Write")));

    // The next command that makes something in a rehearsal begins with an empty one, so that nothing can go on later.
    protected UploadOptions Sending => new()
    {
        MaxConcurrency = _cmdlet.MaxConcurrency,
        MaxBytesPerSecond = _cmdlet.MaxBytesPerSecond == long.MaxValue ? null : _cmdlet.MaxBytesPerSecond,
        Verify = _cmdlet.Verify,
        Restart = _cmdlet.Restart,
        StateFolder = _cmdlet.Azure.Rehearse ? null : new UploadOptions().StateFolder,
    };

    /// <summary>A request with what the parameters say that all such commands have.</summary>
    protected T Fill<T>(T request)
        where T : DiskRequest
    {
        DiskRequest filled = request with
        {
            Zone = _cmdlet.Azure.Zone,
            DiskSku = _cmdlet.Azure.DiskSku,
            DiskEncryptionSetId = _cmdlet.DiskEncryptionSetId,
            Tags = _cmdlet.Tag.Cast<DictionaryEntry>().ToDictionary(tag => $"{tag.Key}", tag => $"{tag.Value}"),
            Force = _cmdlet.Force,
            RemoveOnFailure = _cmdlet.RemoveOnFailure,
            Upload = Sending,
        };
        return (T)filled;
    }
}
