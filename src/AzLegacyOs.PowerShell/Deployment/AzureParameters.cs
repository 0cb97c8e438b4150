using System.Management.Automation;
using System.Security;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Which Azure, and as whom: the parameters of every cmdlet that talks to Azure.</summary>
/// <remarks>
/// PowerShell takes them from this object as dynamic parameters (<see cref="IDynamicParameters"/>): some of the cmdlets take images and some do not, so that no
/// base class could hold them for all. Help and tests find them by the property Azure of the cmdlet.
/// </remarks>
public class AzureParameters
{
    /// <summary>Talk to an Azure inside this process instead of a subscription.</summary>
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
