using System.Management.Automation;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Loading;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>The whole journey of an image: test, plan, upload, attach as the OS disk of a new VM.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
[Cmdlet(VerbsCommon.New, "AzSpecializedVmFromVhd", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType("AzLegacyOs.Azure.Deployment.DeploymentResult", "AzLegacyOs.Azure.Deployment.DeploymentPlan")]
[OutputType(typeof(FileInfo))]
public sealed class NewAzSpecializedVmFromVhdCommand : AzureImageCmdlet
{
    private const string PlanSet = "Plan";

    /// <summary>Name of the VM.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("VMName")]
    public string Name { get; set; } = "";

    /// <summary>Resource group; created if it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceGroupName { get; set; } = "";

    /// <summary>The Azure region.</summary>
    [Parameter(Mandatory = true, Position = 3, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 3, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 3, ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Resource id of an existing network security group, used with the rules that it has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NetworkSecurityGroupId { get; set; }

    /// <summary>Resource id of an existing, free network interface.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>Resource id of an availability set.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvailabilitySetId { get; set; }

    /// <summary>Resource id of a proximity placement group.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProximityPlacementGroupId { get; set; }

    /// <summary>Further images that become data disks.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] DataDisk { get; set; } = [];

    /// <summary>Host caching of the OS disk.</summary>
    [Parameter]
    [ValidateSet("None", "ReadOnly", "ReadWrite")]
    public string Caching { get; set; } = "ReadOnly";

    /// <summary>Addresses or prefixes that may reach Remote Desktop through a public address; nobody by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowRdpFrom { get; set; } = [];

    /// <summary>Lets -AllowRdpFrom name the whole internet.</summary>
    [Parameter]
    public SwitchParameter ExposeRdpToInternet { get; set; }

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

    /// <summary>Only write the plan as an ARM template, or as Bicep where the name ends with .bicep.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public string? AsTemplate { get; set; }

    /// <summary>Only write the plan to a file, to be reviewed and run with -Plan.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public string? SavePlan { get; set; }

    /// <summary>A plan that was saved, to be run.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PlanSet)]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>The image of the plan, where it is not at the path that the plan names.</summary>
    [Parameter(ParameterSetName = PlanSet)]
    [ValidateNotNullOrEmpty]
    public string? Image { get; set; }

    /// <summary>Whether a parameter says something of the VM or of its making, and not only which Azure is meant or what every cmdlet is told.</summary>
    internal bool IsOwnParameter(string name) =>
        new[] { typeof(NewAzSpecializedVmFromVhdCommand), typeof(AzureDiskParameters) }.Any(type => type.GetProperty(name) is not null) && typeof(AzureParameters).GetProperty(name) is null;

    /// <summary>Full path of a file that a parameter names.</summary>
    internal string FullPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Plan is null) base.ProcessRecord();
        else Process(Image is null || RemoteAddress.IsAddress(Image) ? Image ?? "" : FullPath(Image));
    }

    /// <inheritdoc/>
    private protected override AzureSession NewSession() => new DeploymentSession(this);
}
