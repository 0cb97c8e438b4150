using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Access;

/// <summary>ALO5041 to ALO5046: without an agent nobody can reset a password, so an account has to be there that may come in.</summary>
internal static class AccountRules
{
    private const uint NetworkLogon = 0x2;
    private const uint DenyNetworkLogon = 0x80;
    private const uint RemoteInteractive = 0x400;
    private const uint DenyRemoteInteractive = 0x800;
    private const uint BuiltInAdministrator = 500;

    private const string Administrators = "S-1-5-32-544";
    private const string Users = "S-1-5-32-545";
    private const string BackupOperators = "S-1-5-32-551";
    private const string RemoteDesktopUsers = "S-1-5-32-555";
    private const string Everyone = "S-1-1-0";
    private const string AuthenticatedUsers = "S-1-5-11";
    private const string LocalAccounts = "S-1-5-113";
    private const string LocalAdministrators = "S-1-5-114";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO5041", Severity.Warning, RuleScope.Settings, "U1 A1", NoUsableAdministrator),
        new("ALO5042", Severity.Warning, RuleScope.Settings, "U1 LSAD", MayNotUseRemoteDesktop) { Repairable = true },
        new("ALO5043", Severity.Warning, RuleScope.Settings, "U1 LSAD CISRDP", Denied) { Repairable = true },
        new("ALO5044", Severity.Warning, RuleScope.Settings, "U1 LSAD", MayNotUseNetwork) { Repairable = true },
        new("ALO5045", Severity.Warning, RuleScope.Server2008, "A5", PasswordExpires) { Repairable = true },
        SettingRow.Of("ALO5046", Severity.Information, RuleScope.Settings, "BLANK", "LimitBlankPasswordUse", settings => settings.Logon?.LimitBlankPasswordUse, limit => limit == 0),
    ];

    private static IEnumerable<Sighting> NoUsableAdministrator(RuleContext context)
    {
        Observed<IReadOnlyList<LocalAdministratorFacts>>? administrators = context.Settings.Accounts?.Administrators;
        if (administrators == null || context.Guest!.Kind == InstallationKind.DomainController)
            yield break;
        if (!administrators.IsRead)
            yield return Sighting.Of("Administrators", administrators);
        else if (administrators.Value!.All(account => account.Disabled))
            yield return Sighting.At(administrators.Where, "ALO5041.Seen", Names(administrators.Value!));
    }

    /// <summary>The right came with XP; in Windows 2000 the right to log on locally counts.</summary>
    private static IEnumerable<Sighting> MayNotUseRemoteDesktop(RuleContext context)
        => context.IsAtLeast(WindowsRelease.WindowsXP) && Rights(context) is { } rights && !HasAny(rights.Value!, RemoteInteractive, Administrators, RemoteDesktopUsers)
            ? [Sighting.At(rights.Where, "ALO5042.Seen", Administrators, RemoteDesktopUsers)]
            : [];

    /// <summary>Baselines for members of a domain deny local accounts, which are the way in where no domain controller can be reached.</summary>
    private static IEnumerable<Sighting> Denied(RuleContext context)
    {
        if (Rights(context) is not { } rights)
            yield break;

        IReadOnlyList<string> denied = [.. new[] { Administrators, Users, Everyone, LocalAccounts, LocalAdministrators }.Where(sid => HasAny(rights.Value!, DenyRemoteInteractive | DenyNetworkLogon, sid))];
        if (denied.Count > 0)
            yield return Sighting.At(rights.Where, "ALO5043.Seen", string.Join(", ", denied));
    }

    private static IEnumerable<Sighting> MayNotUseNetwork(RuleContext context)
        => Rights(context) is { } rights && !HasAny(rights.Value!, NetworkLogon, Administrators, BackupOperators, Everyone, Users, AuthenticatedUsers)
            ? [Sighting.At(rights.Where, "ALO5044.Seen")]
            : [];

    private static IEnumerable<Sighting> PasswordExpires(RuleContext context)
        => (context.Settings.Accounts?.Administrators.Value ?? [])
            .Where(account => account is { RelativeId: BuiltInAdministrator, PasswordNeverExpires: false, Disabled: false })
            .Select(account => Sighting.At(account.Where, "ALO5045.Seen", account.Name ?? "500"));

    /// <summary>The rights that were read; null where none were, since a policy database without any entry tells nothing.</summary>
    private static Observed<IReadOnlyDictionary<string, uint>>? Rights(RuleContext context)
        => context.Settings.Accounts?.SystemAccess is { IsRead: true, Value.Count: > 0 } rights ? rights : null;

    private static bool HasAny(IReadOnlyDictionary<string, uint> rights, uint bits, params string[] accounts)
        => accounts.Any(account => rights.TryGetValue(account, out uint granted) && (granted & bits) != 0);

    private static string Names(IReadOnlyList<LocalAdministratorFacts> accounts)
        => accounts.Count == 0 ? "-" : string.Join(", ", accounts.Select(account => account.Name ?? account.RelativeId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
