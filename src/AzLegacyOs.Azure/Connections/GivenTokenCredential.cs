using System.Security;
using Azure.Core;

namespace AzLegacyOs.Azure.Connections;

/// <summary>A token that was handed to us. It is opened only for the request that carries it.</summary>
internal sealed class GivenTokenCredential(SecureString token) : TokenCredential
{
    // Its real end is unknown; the value keeps Azure.Core from asking for a new one with every request, and a token that has run out
    // comes back as 401, which has its own message.
    private static readonly TimeSpan AssumedLife = TimeSpan.FromHours(1);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token.Reveal(), DateTimeOffset.UtcNow + AssumedLife);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
