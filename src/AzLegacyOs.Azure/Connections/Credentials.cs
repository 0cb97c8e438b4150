using Azure.Core;
using Azure.Identity;

namespace AzLegacyOs.Azure.Connections;

/// <summary>Chooses the credential by the order that <see cref="AzureConnectionOptions"/> states.</summary>
internal static class Credentials
{
    public static TokenCredential For(AzureConnectionOptions options)
    {
        if (options.AccessToken is { Length: > 0 } token) return new GivenTokenCredential(token);
        var authority = new Uri(options.Cloud.AuthorityHost);
        var session = new AzurePowerShellCredential(new AzurePowerShellCredentialOptions { AuthorityHost = authority, TenantId = options.TenantId });
        var chain = new DefaultAzureCredentialOptions
        {
            AuthorityHost = authority,
            ExcludeAzurePowerShellCredential = true,
            ManagedIdentityClientId = options.ManagedIdentityClientId,
        };
        if (options.TenantId is not null) chain.TenantId = options.TenantId;
        return new ChainedTokenCredential(session, new DefaultAzureCredential(chain));
    }
}
