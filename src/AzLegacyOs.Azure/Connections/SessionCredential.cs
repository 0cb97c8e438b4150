using AzLegacyOs.Azure.Texts;
using Azure.Core;
using Azure.Identity;

namespace AzLegacyOs.Azure.Connections;

/// <summary>The session of Azure PowerShell in this process. Where there is none the next credential of the chain has its turn.</summary>
internal sealed class SessionCredential(SessionTokenSource source, string? tenantId) : TokenCredential
{
    private const string DefaultScope = "/.default";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        string scope = requestContext.Scopes[0];
        string audience = scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? scope.Substring(0, scope.Length - DefaultScope.Length) : scope;
        SessionToken? answer = await source(audience, tenantId ?? requestContext.TenantId).ConfigureAwait(false);
        return answer?.Token is { } token
            ? new AccessToken(token.Reveal(), answer.ExpiresOn)
            : throw new CredentialUnavailableException("Azure PowerShell: " + (answer?.Obstacle ?? AzureText.Of("SignIn.NoSession")));
    }
}
