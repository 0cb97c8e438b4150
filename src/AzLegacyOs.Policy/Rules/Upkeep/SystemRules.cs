namespace AzLegacyOs.Policy.Rules.Upkeep;

/// <summary>ALO6031 to ALO6042: clock, power, environment and crash dumps, as the preparation article asks for.</summary>
internal static class SystemRules
{
    private const string HighPerformance = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c";

    public static IReadOnlyList<Rule> All { get; } =
    [
        SettingRow.Of("ALO6031", Severity.Information, RuleScope.Windows8, "U1", "RealTimeIsUniversal", settings => settings.Time?.RealTimeIsUniversal, value => value != 1, Severity.Information),
        SettingRow.Of("ALO6032", Severity.Information, RuleScope.Nt6, "U1", "ActivePowerScheme", settings => settings.Power?.ActiveScheme, scheme => !Same(scheme.Trim('{', '}'), HighPerformance)),
        SettingRow.Of("ALO6033", Severity.Information, RuleScope.Nt6, "U1", "ACSettingIndex", settings => settings.Power?.ScreenTimeout, seconds => seconds != 0),
        new("ALO6034", Severity.Information, RuleScope.Settings, "U1", TemporaryFolder) { Repairable = true },
        SettingRow.Of("ALO6035", Severity.Information, RuleScope.Settings, "E3", "AutoRun", settings => settings.Environment?.CommandAutoRun, command => command.Trim().Length > 0),
        SettingRow.Of("ALO6041", Severity.Information, RuleScope.Settings, "U1", "CrashDumpEnabled", settings => settings.Crash?.CrashDumpEnabled, kind => kind == 0),
        SettingRow.Of("ALO6042", Severity.Information, RuleScope.Settings, "U1", "NMICrashDump", settings => settings.Crash?.NmiCrashDump, value => value != 1, Severity.Information),
    ];

    private static IEnumerable<Sighting> TemporaryFolder(RuleContext context)
        => context.Settings.Environment is not { } environment
            ? []
            : SettingRow.Judge(environment.Temp, "TEMP", IsElsewhere).Concat(SettingRow.Judge(environment.Tmp, "TMP", IsElsewhere)).Take(1);

    private static bool IsElsewhere(string folder) => !Same(folder.TrimEnd('\\'), @"%SystemRoot%\TEMP");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
