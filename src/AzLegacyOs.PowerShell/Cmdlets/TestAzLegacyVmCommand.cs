using System.Management.Automation;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Loading;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Looks at a VM from outside: state, screen, serial log, Remote Desktop port.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "AzLegacyVm")]
[OutputType("AzLegacyOs.Azure.Machines.MachineHealth")]
public sealed class TestAzLegacyVmCommand : AzureQueryCmdlet<AzureParameters>
{
    /// <summary>Names of VMs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("VMName")]
    public string[] Name { get; set; } = [];

    /// <summary>The resource group.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceGroupName { get; set; } = "";

    /// <summary>Folder for the screenshot and the serial log.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputFolder { get; set; }

    /// <summary>The Remote Desktop port is not tried.</summary>
    [Parameter]
    public SwitchParameter SkipPortCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        PrivateDependencies.Load();
        foreach (string name in Name) Run(() => MachineSession.RunAsync(this, name));
    }
}
