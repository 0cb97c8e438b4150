using System.Management.Automation;
using System.Security;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>A cmdlet that asks Azure and changes nothing.</summary>
public abstract class AzureQueryCmdlet : AsyncCmdlet, IAzureCmdlet
{
    /// <summary>Ask an Azure inside this process instead of a subscription.</summary>
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
}
