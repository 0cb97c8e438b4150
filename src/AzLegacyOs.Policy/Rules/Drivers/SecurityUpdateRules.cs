using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>
/// ALO4034 and ALO4035: the two security updates that the preparation article names, told by the files that they brought. The list of
/// updates would not do: a later rollup has them too, under another number.
/// </summary>
internal static class SecurityUpdateRules
{
    /// <summary>Revisions of Vista's and Server 2008's branch of hotfixes begin here.</summary>
    private const int HotfixBranch = 20000;

    private static readonly Version Server2008Hotfixes = new(6, 0, 6002, 24067);

    /// <summary>srv.sys as MS17-010 left it: KB 4023262. XP and Server 2003 got the update too (KB 4012598).</summary>
    private static readonly IReadOnlyList<Version> ServerDriver =
    [
        new(5, 1, 2600, 7208), new(5, 2, 3790, 6021), new(6, 0, 6002, 19743), new(6, 1, 7601, 23689), new(6, 2, 9200, 22099), new(6, 3, 9600, 18604),
        new(10, 0, 10240, 17319), new(10, 0, 10586, 839), new(10, 0, 14393, 953),
    ];

    /// <summary>TSpkg.dll with the update for CVE-2018-0886.</summary>
    private static readonly IReadOnlyList<Version> CredentialPackage =
    [
        new(6, 1, 7601, 24117), new(6, 2, 9200, 22432), new(6, 3, 9600, 18999), new(10, 0, 14393, 2248), new(10, 0, 15063, 1088), new(10, 0, 16299, 431),
    ];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4034", Severity.Warning, RuleScope.Settings, "MS17 U1", context => Below(context, "srv.sys", ServerDriver)),
        new("ALO4035", Severity.Warning, RuleScope.Windows7, "CREDSSP U1", context => Below(context, "tspkg.dll", CredentialPackage)),
    ];

    /// <summary>A release without a row has had the update from its birth, or never; without the file there is nothing to attack.</summary>
    private static IEnumerable<Sighting> Below(RuleContext context, string name, IReadOnlyList<Version> lowest)
    {
        if (context.File(name) is not { Version.IsMissing: false } file)
            yield break;
        if (file.Version.State == ObservationState.Unreadable)
            yield return Sighting.Of(name, file.Version);
        else if (Version.TryParse(file.Version.Value, out Version? version) && Floor(version, lowest) is { } floor && version < floor)
            yield return new Sighting($"{name} {version} < {floor}", file.Version.Where);
    }

    private static Version? Floor(Version version, IReadOnlyList<Version> lowest)
        => version is { Build: 6002, Revision: >= HotfixBranch }
            ? Server2008Hotfixes
            : lowest.FirstOrDefault(floor => floor.Major == version.Major && floor.Minor == version.Minor && floor.Build == version.Build);
}
