using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.PowerShell.Cmdlets;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Carries out the uploads of one command.</summary>
internal sealed class UploadSession(AddAzLegacyVhdCommand cmdlet) : AzureSession(cmdlet)
{
    private readonly AddAzLegacyVhdCommand _cmdlet = cmdlet;

    protected override async Task ProcessAsync(string path)
    {
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, Location = _cmdlet.Location };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, _cmdlet.SkipFreeSpace, StopToken);
        ThrowIfBlocked(image);
        UploadDestination destination = await DestinationAsync(path).ConfigureAwait(false);
        ImageUploadPlan plan = await destination.PlanAsync(image.Assessment, image.Source, StopToken).ConfigureAwait(false);
        if (!await MayRunAsync(ModuleText.Of("Upload.Caption", RemoteAddress.NameOf(path), plan.Target), plan, plan.Resources, []).ConfigureAwait(false)) return;
        plan.ThrowIfRefused();
        ImageUploadResult result = await WithProgressAsync(
            ModuleText.Of("Upload.Activity", plan.Target),
            progress => destination.RunAsync(plan, image.Assessment, image.Source, progress, StopToken)).ConfigureAwait(false);
        Give(result with { SkippedSpace = image.Skipped }, result.Warnings);
    }

    private async Task<UploadDestination> DestinationAsync(string path)
    {
        UploadDestination? blob = _cmdlet.SasUri is { } address ? UploadDestination.Address(address, Sending, _cmdlet.Force, _cmdlet.RemoveOnFailure)
            : _cmdlet.BlobUri is { } uri ? UploadDestination.Blob(await ConnectAsync().ConfigureAwait(false), uri, Sending, _cmdlet.Force, _cmdlet.RemoveOnFailure)
            : null;
        if (blob is not null && _cmdlet.DiskName is null) return blob;
        DiskRequest request = Fill(new DiskRequest
        {
            ImagePath = RemoteAddress.NameOf(path),
            DiskName = _cmdlet.DiskName,
            ResourceGroup = _cmdlet.ResourceGroupName!,
            Location = _cmdlet.Location!,
        });
        AzureConnection connection = await ConnectAsync().ConfigureAwait(false);
        return blob is null ? UploadDestination.Disk(connection, request) : UploadDestination.Import(connection, blob, request, _cmdlet.StorageAccountId);
    }
}
