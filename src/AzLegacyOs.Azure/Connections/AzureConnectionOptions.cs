using System.Security;

namespace AzLegacyOs.Azure.Connections;

/// <summary>Which Azure to talk to, and as whom.</summary>
/// <remarks>
/// A given token is used alone. With <see cref="SignIn.Default"/> the session of Azure PowerShell is asked first and then the default chain of Azure.Identity:
/// environment, workload identity (pipelines), managed identity (runbooks, virtual machines), Azure CLI and the other developer sign-ins.
/// </remarks>
public sealed record AzureConnectionOptions
{
    /// <summary>GUID of the subscription. Null: AZURE_SUBSCRIPTION_ID, or else the only subscription that the identity can see.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>GUID or domain name of the Microsoft Entra tenant; null for the identity's own. A service principal falls back on AZURE_TENANT_ID.</summary>
    public string? TenantId { get; init; }

    public AzureCloud Cloud { get; init; } = AzureCloud.Public;

    /// <summary>A token for Resource Manager. Never written anywhere.</summary>
    public SecureString? AccessToken { get; init; }

    public SignIn SignIn { get; init; }

    /// <summary>Application id of a service principal (or AZURE_CLIENT_ID), of a user-assigned managed identity, or of a workload identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>Secret of a service principal; null for AZURE_CLIENT_SECRET or a certificate.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>PEM or PFX file with the certificate and the private key of a service principal; null for AZURE_CLIENT_CERTIFICATE_PATH or a secret.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>Password of a PFX file; null for AZURE_CLIENT_CERTIFICATE_PASSWORD, or where it has none.</summary>
    public SecureString? CertificatePassword { get; init; }

    /// <summary>Asks the session of Azure PowerShell in this process; null to ask through a process of its own.</summary>
    public SessionTokenSource? Session { get; init; }

    /// <summary>Tells a person what to do to sign in with a device code.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
