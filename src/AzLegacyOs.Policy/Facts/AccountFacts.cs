namespace AzLegacyOs.Policy.Facts;

/// <summary>Local accounts and their rights, without any secret.</summary>
public sealed record AccountFacts
{
    /// <summary>The members of Administrators that are local accounts, and account 500.</summary>
    public required Observed<IReadOnlyList<LocalAdministratorFacts>> Administrators { get; init; }

    /// <summary>System access rights by SID, as LSA keeps them: bit 0x2 network, 0x400 remote interactive, 0x80 and 0x800 the same denied.</summary>
    /// <remarks>MS-LSAD 2.2.1.2, POLICY_SYSTEM_ACCESS_MODE. An account without rights has no entry.</remarks>
    public required Observed<IReadOnlyDictionary<string, uint>> SystemAccess { get; init; }
}

/// <summary>A local administrator.</summary>
/// <param name="RelativeId">Last part of the SID: 500 for the built-in one.</param>
/// <param name="Name">Account name; null where it could not be found.</param>
/// <param name="Disabled">Whether the account is disabled.</param>
/// <param name="PasswordNeverExpires">Whether its password never expires.</param>
/// <param name="Where">The key.</param>
public sealed record LocalAdministratorFacts(uint RelativeId, string? Name, bool Disabled, bool PasswordNeverExpires, string Where);
