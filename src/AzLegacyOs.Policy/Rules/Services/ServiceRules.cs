using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>
/// ALO6001 to ALO6020: services that have to start, as the preparation article asks for. One row is one service: when it applies, the
/// start types that are accepted, and whether the service has to be there at all.
/// </summary>
internal static class ServiceRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Row("ALO6001", Severity.Blocker, RuleScope.Nt6, "nsi", mustExist: true, 0, 1, 2),
        Row("ALO6002", Severity.Warning, RuleScope.Nt6, "BFE", mustExist: true, 2),
        Row("ALO6003", Severity.Warning, RuleScope.Settings, "RpcSs", mustExist: true, 2),
        Row("ALO6004", Severity.Warning, RuleScope.Settings, "Dnscache", mustExist: false, 2, 3),
        new("ALO6005", Severity.Warning, RuleScope.Nt6, "U1 SCM", Firewall) { Repairable = true },
        Row("ALO6007", Severity.Information, RuleScope.Settings, "W32Time", mustExist: false, 2),
        Row("ALO6008", Severity.Information, RuleScope.Nt6, "IKEEXT", mustExist: false, 2),
        Row("ALO6009", Severity.Information, RuleScope.Nt6, "iphlpsvc", mustExist: false, 2),
        Row("ALO6010", Severity.Information, RuleScope.Nt6Server, "RemoteRegistry", mustExist: false, 2),
        new("ALO6012", Severity.Information, RuleScope.Settings, "U1", Netlogon) { Repairable = true },
        Row("ALO6013", Severity.Information, RuleScope.Settings, "Netman", mustExist: false, 2, 3),
        Row("ALO6014", Severity.Information, RuleScope.Nt6, "WerSvc", mustExist: false, 2, 3),
        Row("ALO6015", Severity.Information, RuleScope.Nt6Server, "sacsvr", mustExist: false, 2),
        Row("ALO6016", Severity.Information, RuleScope.Nt5, "LanmanServer", mustExist: false, 2, 3),
        Row("ALO6017", Severity.Information, RuleScope.Nt5, "LanmanWorkstation", mustExist: false, 2, 3),
        Row("ALO6018", Severity.Information, RuleScope.WindowsXP, "SharedAccess", mustExist: false, 2, 3),
        Row("ALO6019", Severity.Warning, RuleScope.Nt6, "SessionEnv", mustExist: false, 2, 3),
        Row("ALO6020", Severity.Information, RuleScope.Nt6, "UmRdpService", mustExist: false, 2, 3),
    ];

    private static Rule Row(string id, Severity severity, RuleScope scope, string service, bool mustExist, params uint[] accepted)
        => new(id, severity, scope, "U1", context => Judge(context, service, mustExist, accepted)) { Repairable = true };

    /// <summary>The service depends on its driver.</summary>
    private static IEnumerable<Sighting> Firewall(RuleContext context)
        => Sighting.Merge(Judge(context, "MpsSvc", mustExist: false, [StartType.Automatic]).Concat(context.Start("mpsdrv", start => start == StartType.Disabled, mustExist: false)));

    /// <summary>A member of a domain needs it from the start; any other machine does not.</summary>
    private static IEnumerable<Sighting> Netlogon(RuleContext context)
    {
        bool? isMember = context.Guest!.Kind == InstallationKind.DomainController ? true
            : context.Settings.Domain?.IsMember is { IsRead: true } member ? member.Value : null;
        return context.Start("Netlogon", start => start != StartType.OnDemand && (start != StartType.Automatic || isMember == false), mustExist: false);
    }

    private static IEnumerable<Sighting> Judge(RuleContext context, string name, bool mustExist, uint[] accepted)
        => context.Start(name, start => !accepted.Contains(start), mustExist);
}
