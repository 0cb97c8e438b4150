using System.Management.Automation;
using AzLegacyOs.PowerShell.Completion;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Which Azure, and what kind of disk where in it.</summary>
public sealed class AzureDiskParameters : AzureParameters
{
    /// <summary>Availability zone.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string? Zone { get; set; }

    /// <summary>Kind of managed disk.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DiskSkuCompleter))]
    public string DiskSku { get; set; } = "StandardSSD_LRS";
}
