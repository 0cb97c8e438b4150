using System.Collections;
using System.Management.Automation;
using System.Security;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Loading;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>A cmdlet that takes disk images to Azure.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
public abstract class AzureImageCmdlet : ImageCmdlet, IAzureCmdlet
{
    private AzureSession? _session;

    /// <summary>Availability zone.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string? Zone { get; set; }

    /// <summary>Kind of managed disk.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DiskSkuCompleter))]
    public string DiskSku { get; set; } = "StandardSSD_LRS";

    /// <summary>Resource id of a disk encryption set.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DiskEncryptionSetId { get; set; }

    /// <summary>Tags for everything that is created.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    /// <summary>How many ranges are sent at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Go on past Blockers about the guest; never past what Azure itself refuses.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>On failure remove what this run created.</summary>
    [Parameter]
    public SwitchParameter RemoveOnFailure { get; set; }

    /// <summary>Run against an Azure inside this process instead of a subscription.</summary>
    [Parameter]
    public SwitchParameter Rehearse { get; set; }

    /// <summary>The subscription.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SubscriptionId { get; set; }

    /// <summary>The Microsoft Entra tenant.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TenantId { get; set; }

    /// <summary>The Azure cloud.</summary>
    [Parameter]
    [ValidateSet("AzureCloud", "AzureUSGovernment", "AzureChinaCloud")]
    public string Environment { get; set; } = "AzureCloud";

    /// <summary>A token for Azure Resource Manager; the Az session or another sign-in is used by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <inheritdoc/>
    protected override void Process(string path)
    {
        PrivateDependencies.Load();
        _session ??= NewSession();
        Run(() => _session.RunAsync(path));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _session?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Begins the work of the command.</summary>
    private protected abstract AzureSession NewSession();
}
