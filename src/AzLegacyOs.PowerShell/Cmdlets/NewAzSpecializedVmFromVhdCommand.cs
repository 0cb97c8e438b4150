using System.Management.Automation;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Loading;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>The whole journey of an image: test, plan, upload, attach as the OS disk of a new VM.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
[Cmdlet(VerbsCommon.New, "AzSpecializedVmFromVhd", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType("AzLegacyOs.Azure.Deployment.DeploymentResult", "AzLegacyOs.Azure.Deployment.DeploymentPlan")]
public sealed class NewAzSpecializedVmFromVhdCommand : AzureImageCmdlet
{
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

    /// <summary>Name of the managed disk; the VM's name and -osdisk by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? DiskName { get; set; }

    /// <summary>States that you hold such a licence.</summary>
    [Parameter]
    [ValidateSet("Windows_Server", "Windows_Client")]
    public string? LicenseType { get; set; }

    /// <inheritdoc/>
    private protected override AzureSession NewSession() => new DeploymentSession(this);
}
