using System.Security;

namespace AzLegacyOs.Azure.Connections;

/// <summary>A token of a session that somebody signed in to before, or why there is none.</summary>
/// <param name="Token">Null without one.</param>
/// <param name="ExpiresOn">When it runs out.</param>
/// <param name="Obstacle">Why there is none; null with one.</param>
public sealed record SessionToken(SecureString? Token, DateTimeOffset ExpiresOn, string? Obstacle);

/// <summary>Asks the session of this process for a token.</summary>
/// <param name="audience">What the token is for, for example https://management.azure.com/.</param>
/// <param name="tenantId">The tenant; null for that of the session.</param>
/// <returns>The answer; null where there is nothing that could have a session.</returns>
public delegate Task<SessionToken?> SessionTokenSource(string audience, string? tenantId);
