namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>
/// ALO6001 to ALO6019: services that have to start. One row is one service: when it applies, the start types that are accepted, and
/// whether the service has to be there at all.
/// </summary>
internal static class ServiceRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Row("ALO6001", Severity.Blocker, RuleScope.Nt6, "nsi", mustExist: true, 0, 1, 2),
        Row("ALO6002", Severity.Warning, RuleScope.Nt6, "BFE", mustExist: true, 2),
        Row("ALO6003", Severity.Warning, RuleScope.Settings, "RpcSs", mustExist: true, 2),
        Row("ALO6004", Severity.Warning, RuleScope.Settings, "Dnscache", mustExist: false, 2, 3),
        Row("ALO6005", Severity.Warning, RuleScope.Nt6, "MpsSvc", mustExist: false, 2),
    ];

    private static Rule Row(string id, Severity severity, RuleScope scope, string service, bool mustExist, params uint[] accepted)
        => new(id, severity, scope, "U1", context => Judge(context, service, mustExist, accepted)) { Repairable = true };

    private static IEnumerable<Sighting> Judge(RuleContext context, string name, bool mustExist, uint[] accepted)
        => context.Start(name, start => !accepted.Contains(start), mustExist);
}
