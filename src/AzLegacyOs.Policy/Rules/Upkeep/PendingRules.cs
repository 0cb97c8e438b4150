namespace AzLegacyOs.Policy.Rules.Upkeep;

/// <summary>ALO6021 to ALO6023: work that waits for the next start, which in a VM nobody watches.</summary>
internal static class PendingRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO6021", Severity.Warning, RuleScope.Nt6, "U1 PEND", Restart),
        SettingRow.Of("ALO6022", Severity.Warning, RuleScope.Nt6, "U1 PEND", "pending.xml", settings => settings.Pending?.ServicingTransaction, exists => exists),
        SettingRow.Of("ALO6023", Severity.Information, RuleScope.Settings, "PEND", "PendingFileRenameOperations", settings => settings.Pending?.FileRenames, count => count > 0),
    ];

    private static IEnumerable<Sighting> Restart(RuleContext context)
        => context.Settings.Pending is not { } pending
            ? []
            : SettingRow.Judge(pending.ServicingReboot, "RebootPending", exists => exists)
                .Concat(SettingRow.Judge(pending.UpdateReboot, "RebootRequired", exists => exists))
                .Take(1);
}
