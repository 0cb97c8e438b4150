using System.Collections;
using System.Management.Automation;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.PowerShell.Cmdlets;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Carries out the deployments of one command, against one Azure.</summary>
/// <remarks>The only class that names types of the Azure room; it is reached after they were loaded.</remarks>
internal sealed class DeploymentSession : IDisposable
{
    private readonly NewAzSpecializedVmFromVhdCommand _cmdlet;
    private readonly RehearsalAzure? _rehearsal;
    private readonly Lazy<AzureConnection> _connection;

    public DeploymentSession(NewAzSpecializedVmFromVhdCommand cmdlet)
    {
        _cmdlet = cmdlet;
        _rehearsal = cmdlet.Rehearse ? new RehearsalAzure() : null;
        _connection = new Lazy<AzureConnection>(() => _rehearsal?.Connect() ?? Connect(cmdlet));
    }

    public void Dispose() => _rehearsal?.Dispose();

    /// <summary>Deploys one image. What stands against this image alone is written as an error, so that the next one has its turn.</summary>
    public async Task DeployAsync(string path)
    {
        try
        {
            await DeployAsync(path, RequestFor(path)).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_cmdlet.StopToken.IsCancellationRequested)
        {
            // A stopped pipeline takes no output any more; the host still does, and what is left behind must be said.
            if (e is DeploymentCanceledException { LeftBehind.Count: > 0 }) _cmdlet.Host.UI.WriteWarningLine(e.Message);
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ErrorRecord record = DeploymentErrors.Of(e, path);
            _cmdlet.Post(() => _cmdlet.WriteError(record));
        }
    }

    private static AzureConnection Connect(NewAzSpecializedVmFromVhdCommand cmdlet) => AzureConnection.Connect(new AzureConnectionOptions
    {
        SubscriptionId = cmdlet.SubscriptionId,
        TenantId = cmdlet.TenantId,
        Cloud = AzureCloud.Find(cmdlet.Environment),
        AccessToken = cmdlet.AccessToken,
    });

    private async Task DeployAsync(string path, DeploymentRequest request)
    {
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, VmSize = request.Size, Location = request.Location };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, _cmdlet.StopToken);

        // A Blocked image needs no Azure, and no sign-in, to be refused.
        IReadOnlyList<DeploymentRefusal> refusals = AssessmentCheck.Refusals(image.Assessment, request.Force);
        if (refusals.Count > 0) throw new DeploymentRefusedException(refusals);

        DeploymentPlan plan = await DeploymentPlanner.PlanAsync(_connection.Value, image.Assessment, image.Source, request, _cmdlet.StopToken).ConfigureAwait(false);
        if (!await _cmdlet.AskAsync(() => MayRun(plan)).ConfigureAwait(false)) return;
        plan.ThrowIfRefused();
        DeploymentResult result = await RunAsync(plan, image).ConfigureAwait(false);
        _cmdlet.Post(() =>
        {
            foreach (string warning in result.Warnings) _cmdlet.WriteWarning(warning);
            _cmdlet.WriteObject(result);
        });
    }

    private async Task<DeploymentResult> RunAsync(DeploymentPlan plan, DeploymentImage image)
    {
        using var progress = new CmdletProgress<DeploymentProgress>(
            record => _cmdlet.Post(() => _cmdlet.WriteProgress(record)),
            report => DeploymentProgressRecord.Of(plan, report));
        return await DeploymentRunner.RunAsync(_connection.Value, plan, image.Assessment, image.Source, progress, _cmdlet.StopToken).ConfigureAwait(false);
    }

    // With -WhatIf each resource is named as PowerShell names what it would do, and the plan is the output: the very one that a run executes.
    private bool MayRun(DeploymentPlan plan)
    {
        string target = $"VM {plan.Request.Name} in resource group {plan.Request.ResourceGroup}";
        string caption = $"Create {target} ({plan.Size}, {plan.Request.Location}) from {plan.Request.ImagePath}";
        if (_cmdlet.ShouldProcess(caption, caption + "?", "New-AzSpecializedVmFromVhd", out ShouldProcessReason reason)) return true;
        if (reason != ShouldProcessReason.WhatIf) return false;
        foreach (PlannedResource resource in plan.Resources.Where(resource => resource.Action == PlannedAction.Create))
            _cmdlet.ShouldProcess($"{resource.Type} {resource.Name}", "Create");
        foreach (PlannedExtension extension in plan.Extensions.Where(extension => extension.Action == ExtensionAction.Install))
            _cmdlet.ShouldProcess($"extension {extension.Name}", "Install");
        _cmdlet.WriteObject(plan);
        return false;
    }

    private DeploymentRequest RequestFor(string path) => new()
    {
        ImagePath = RemoteAddress.NameOf(path),

        // A piped file offers its own name, which is not meant to be the VM's with its ending.
        Name = _cmdlet.Name == System.IO.Path.GetFileName(path) ? System.IO.Path.GetFileNameWithoutExtension(path) : _cmdlet.Name,
        ResourceGroup = _cmdlet.ResourceGroupName,
        Location = _cmdlet.Location,
        Size = _cmdlet.Size,
        SubnetId = _cmdlet.SubnetId,
        AllowRdpFrom = _cmdlet.AllowRdpFrom,
        Extensions = _cmdlet.Extension,
        Zone = _cmdlet.Zone,
        DiskName = _cmdlet.DiskName,
        DiskSku = _cmdlet.DiskSku,
        LicenseType = _cmdlet.LicenseType,
        Tags = _cmdlet.Tag.Cast<DictionaryEntry>().ToDictionary(tag => $"{tag.Key}", tag => $"{tag.Value}"),
        Force = _cmdlet.Force,
        RemoveOnFailure = _cmdlet.RemoveOnFailure,
        MaxConcurrency = _cmdlet.ThrottleLimit,
    };
}
