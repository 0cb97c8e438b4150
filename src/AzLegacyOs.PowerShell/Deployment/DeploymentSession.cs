using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Plans;
using AzLegacyOs.Azure.Templates;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.PowerShell.Cmdlets;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Carries out the deployments of one command.</summary>
internal sealed class DeploymentSession(NewAzSpecializedVmFromVhdCommand cmdlet) : AzureSession(cmdlet)
{
    // What may be said beside a plan: how fast to send, and nothing of what is made.
    private static readonly string[] BesidePlan = ["Plan", "Image", "MaxConcurrency", "MaxBytesPerSecond", "SkipFreeSpace", "Verify", "Restart", "AsJob"];

    private readonly NewAzSpecializedVmFromVhdCommand _cmdlet = cmdlet;

    protected override async Task ProcessAsync(string path)
    {
        DeploymentPlan? reviewed = _cmdlet.Plan is { } file ? PlanFile.Load(_cmdlet.FullPath(file)) : null;
        if (reviewed is not null) CheckBeside();
        if (path.Length == 0) path = reviewed!.Request.ImagePath;
        DeploymentRequest request = reviewed is null ? RequestFor(path) : reviewed.Request with { Upload = Sending };
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, VmSize = request.Size, Location = request.Location };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, _cmdlet.SkipFreeSpace, StopToken);
        ThrowIfBlocked(image);
        using var dataDisks = DataDiskImages.Open(reviewed?.Request.DataDiskPaths ?? DataDiskPaths(), purpose.AsOf, _cmdlet.SkipFreeSpace, StopToken);
        AzureConnection connection = await ConnectAsync().ConfigureAwait(false);
        DeploymentPlan plan = await DeploymentPlanner.PlanAsync(connection, image.Assessment, image.Source, request, dataDisks.Disks, StopToken).ConfigureAwait(false);
        if (reviewed is not null) plan = PlanComparison.Hold(reviewed, plan);
        if (await WriteFileAsync(plan).ConfigureAwait(false)) return;
        string caption = ModuleText.Of("Deploy.Caption", plan.Request.Name, plan.Request.ResourceGroup, plan.Size, plan.Request.Location, plan.Request.ImagePath);
        if (!await MayRunAsync(caption, plan, plan.Resources, plan.Extensions).ConfigureAwait(false)) return;
        plan.ThrowIfRefused();
        DeploymentResult result = await WithProgressAsync(
            ModuleText.Of("Deploy.Activity", plan.Request.Name),
            progress => DeploymentRunner.RunAsync(connection, plan, image.Assessment, image.Source, dataDisks.Disks, progress, StopToken)).ConfigureAwait(false);
        Give(result with { SkippedSpace = [.. image.Skipped, .. dataDisks.Skipped] }, result.Warnings);
    }

    /// <summary>Writes the plan to the file that was asked for, in place of a run.</summary>
    /// <returns>Whether a file was asked for.</returns>
    private async Task<bool> WriteFileAsync(DeploymentPlan plan)
    {
        if ((_cmdlet.AsTemplate ?? _cmdlet.SavePlan) is not { } asked) return false;
        plan.ThrowIfRefused();
        string file = _cmdlet.FullPath(asked);
        if (!await MayWriteAsync(file).ConfigureAwait(false)) return true;
        if (_cmdlet.AsTemplate is not null) TemplateFile.Write(plan, file);
        else PlanFile.Save(plan, file);
        Give(new FileInfo(file), plan.Warnings);
        return true;
    }

    private void CheckBeside()
    {
        string? other = _cmdlet.MyInvocation.BoundParameters.Keys
            .FirstOrDefault(name => !BesidePlan.Contains(name, StringComparer.OrdinalIgnoreCase) && _cmdlet.IsOwnParameter(name));
        if (other is not null) throw new ArgumentException(ModuleText.Of("Plan.Beside", other));
    }

    private IReadOnlyList<string> DataDiskPaths() => [.. _cmdlet.DataDisk.Select(path => RemoteAddress.IsAddress(path) ? path : _cmdlet.FullPath(path))];

    private DeploymentRequest RequestFor(string path) => Fill(new DeploymentRequest
    {
        ImagePath = RemoteAddress.NameOf(path),

        // A piped file offers its own name, which is not meant to be the VM's with its ending.
        Name = _cmdlet.Name == System.IO.Path.GetFileName(path) ? System.IO.Path.GetFileNameWithoutExtension(path) : _cmdlet.Name,
        ResourceGroup = _cmdlet.ResourceGroupName,
        Location = _cmdlet.Location,
        Size = _cmdlet.Size,
        SubnetId = _cmdlet.SubnetId,
        NetworkSecurityGroupId = _cmdlet.NetworkSecurityGroupId,
        NetworkInterfaceId = _cmdlet.NetworkInterfaceId,
        AvailabilitySetId = _cmdlet.AvailabilitySetId,
        ProximityPlacementGroupId = _cmdlet.ProximityPlacementGroupId,
        Caching = _cmdlet.Caching,
        AllowRdpFrom = _cmdlet.AllowRdpFrom,
        ExposeRdpToInternet = _cmdlet.ExposeRdpToInternet,
        Extensions = _cmdlet.Extension,
        DiskName = _cmdlet.DiskName,
        LicenseType = _cmdlet.LicenseType,
    });
}
