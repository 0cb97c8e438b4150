using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.PowerShell.Cmdlets;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Carries out the deployments of one command.</summary>
internal sealed class DeploymentSession(NewAzSpecializedVmFromVhdCommand cmdlet) : AzureSession(cmdlet)
{
    private readonly NewAzSpecializedVmFromVhdCommand _cmdlet = cmdlet;

    protected override async Task ProcessAsync(string path)
    {
        DeploymentRequest request = RequestFor(path);
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, VmSize = request.Size, Location = request.Location };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, StopToken);
        ThrowIfBlocked(image);
        DeploymentPlan plan = await DeploymentPlanner.PlanAsync(Connection, image.Assessment, image.Source, request, StopToken).ConfigureAwait(false);
        string caption = ModuleText.Of("Deploy.Caption", plan.Request.Name, plan.Request.ResourceGroup, plan.Size, plan.Request.Location, plan.Request.ImagePath);
        if (!await MayRunAsync(caption, plan, plan.Resources, plan.Extensions).ConfigureAwait(false)) return;
        plan.ThrowIfRefused();
        DeploymentResult result = await WithProgressAsync(
            ModuleText.Of("Deploy.Activity", plan.Request.Name),
            progress => DeploymentRunner.RunAsync(Connection, plan, image.Assessment, image.Source, progress, StopToken)).ConfigureAwait(false);
        Give(result, result.Warnings);
    }

    private DeploymentRequest RequestFor(string path) => Fill(new DeploymentRequest
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
        DiskName = _cmdlet.DiskName,
        LicenseType = _cmdlet.LicenseType,
    });
}
