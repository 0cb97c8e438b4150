using System.Management.Automation;
using System.Security;
using AzLegacyOs.PowerShell.Completion;

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

    /// <summary>The Azure cloud: its name, or the https address of its Resource Manager.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Environment { get; set; } = "AzureCloud";

    /// <summary>A token for Azure Resource Manager; the Az session or another sign-in is used by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>How to sign in; a service principal needs not be named here.</summary>
    [Parameter]
    [ValidateSet("Default", "DeviceCode", "ServicePrincipal", "ManagedIdentity", "WorkloadIdentity")]
    public string Authentication { get; set; } = "Default";

    /// <summary>Application id and secret of a service principal.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Application id of a service principal with a certificate, or of an identity.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApplicationId { get; set; }

    /// <summary>PEM or PFX file with certificate and private key of a service principal.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>Password of the PFX file.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }
}
