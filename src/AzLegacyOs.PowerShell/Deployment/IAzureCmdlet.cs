using System.Management.Automation;
using System.Security;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>What every cmdlet that talks to Azure is told: which Azure, and as whom.</summary>
internal interface IAzureCmdlet
{
    SwitchParameter Rehearse { get; }

    string? SubscriptionId { get; }

    string? TenantId { get; }

    string Environment { get; }

    SecureString? AccessToken { get; }
}
