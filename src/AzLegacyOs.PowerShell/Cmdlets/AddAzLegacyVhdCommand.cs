using System.Management.Automation;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Uploads an image as a managed disk or a page blob, converted on the way.</summary>
[Cmdlet(VerbsCommon.Add, "AzLegacyVhd", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType("AzLegacyOs.Azure.Deployment.ImageUploadResult", "AzLegacyOs.Azure.Deployment.ImageUploadPlan")]
public sealed class AddAzLegacyVhdCommand : AzureImageCmdlet
{
    /// <summary>Name of the managed disk to create.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Disk")]
    public string? DiskName { get; set; }

    /// <summary>Resource group of the disk; created if it does not exist.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ResourceGroupName { get; set; }

    /// <summary>The Azure region.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>In place of a new disk: the address of a managed disk or page blob with read and write access in it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SasUri { get; set; }

    /// <summary>Address of a page blob in a storage account, without a key: it is reached as who you are signed in as.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BlobUri { get; set; }

    /// <summary>Resource id of the storage account that an import takes the page blob from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StorageAccountId { get; set; }

    /// <inheritdoc/>
    protected override void Process(string path)
    {
        bool isDisk = DiskName is not null && ResourceGroupName is not null && Location is not null;
        bool isBlob = SasUri is not null || BlobUri is not null;
        bool isNoDisk = DiskName is null && ResourceGroupName is null;
        bool isContrary = (SasUri is not null && (BlobUri is not null || Azure.Rehearse)) || (StorageAccountId is not null && !(isBlob && isDisk));
        if (isContrary || !(isDisk || (isBlob && isNoDisk)))
        {
            var wrong = new ArgumentException(ModuleText.Of("Upload.Target"));
            ThrowTerminatingError(ErrorRecords.Of(wrong, "TargetNotChosen", ErrorCategory.InvalidArgument, null, ModuleText.Of("Upload.TargetHint")));
        }

        base.Process(path);
    }

    /// <inheritdoc/>
    private protected override AzureSession NewSession() => new UploadSession(this);
}
