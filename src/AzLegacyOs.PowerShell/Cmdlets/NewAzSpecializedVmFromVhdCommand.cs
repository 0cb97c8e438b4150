using System.Collections;
using System.Management.Automation;
using System.Security;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Loading;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>The whole journey of an image: test, plan, upload, attach as the OS disk of a new VM.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
[Cmdlet(VerbsCommon.New, "AzSpecializedVmFromVhd", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType("AzLegacyOs.Azure.Deployment.DeploymentResult", "AzLegacyOs.Azure.Deployment.DeploymentPlan")]
public sealed class NewAzSpecializedVmFromVhdCommand : ImageCmdlet
{
    private DeploymentSession? _session;

    /// <summary>Name of the VM.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("VMName")]
    public string Name { get; set; } = "";

    /// <summary>Resource group; created if it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceGroupName { get; set; } = "";

    /// <summary>The Azure region.</summary>
    [Parameter(Mandatory = true, Position = 3, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string Location { get; set; } = "";

    /// <summary>The VM size; one that fits the guest is chosen by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("VMSize")]
    [ArgumentCompleter(typeof(VmSizeCompleter))]
    public string? Size { get; set; }

    /// <summary>Resource id of a subnet to join; a private network is created by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? SubnetId { get; set; }

    /// <summary>Addresses or prefixes that may reach Remote Desktop through a public address; nobody by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowRdpFrom { get; set; } = [];

    /// <summary>VM extensions to install if the guest can run them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExtensionCompleter))]
    public string[] Extension { get; set; } = [];

    /// <summary>Availability zone.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string? Zone { get; set; }

    /// <summary>Name of the managed disk; the VM's name and -osdisk by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? DiskName { get; set; }

    /// <summary>Kind of managed disk.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DiskSkuCompleter))]
    public string DiskSku { get; set; } = "StandardSSD_LRS";

    /// <summary>States that you hold such a licence.</summary>
    [Parameter]
    [ValidateSet("Windows_Server", "Windows_Client")]
    public string? LicenseType { get; set; }

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
        _session ??= new DeploymentSession(this);
        Run(() => _session.DeployAsync(path));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _session?.Dispose();
        base.Dispose(disposing);
    }
}
