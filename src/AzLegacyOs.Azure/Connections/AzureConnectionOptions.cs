using System.Security;

namespace AzLegacyOs.Azure.Connections;

/// <summary>Which Azure to talk to, and as whom.</summary>
/// <remarks>
/// A given token is used alone. Without one, the session of Azure PowerShell is asked first and then the default chain of Azure.Identity:
/// environment, workload identity (pipelines), managed identity (runbooks, virtual machines), Azure CLI and the other developer sign-ins.
/// </remarks>
public sealed record AzureConnectionOptions
{
    /// <summary>GUID of the subscription. Null: AZURE_SUBSCRIPTION_ID, or else the only subscription that the identity can see.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>GUID or domain name of the Microsoft Entra tenant; null for the identity's own.</summary>
    public string? TenantId { get; init; }

    public AzureCloud Cloud { get; init; } = AzureCloud.Public;

    /// <summary>A token for Resource Manager. Never written anywhere.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>Client id of a user-assigned managed identity; null for the system-assigned one.</summary>
    public string? ManagedIdentityClientId { get; init; }
}
