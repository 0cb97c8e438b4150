namespace AzLegacyOs.Policy.Rules.Upkeep;

/// <summary>ALO6031 to ALO6053: clock, power, environment and crash dumps, as the preparation article asks for.</summary>
internal static class SystemRules
{
    private const uint FullDump = 2;
    private const string HighPerformance = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c";

    public static IReadOnlyList<Rule> All { get; } =
    [
        SettingRow.Of("ALO6031", Severity.Information, RuleScope.Windows8, "U1", "RealTimeIsUniversal", settings => settings.Time?.RealTimeIsUniversal, value => value != 1, Severity.Information),
        SettingRow.Of("ALO6032", Severity.Information, RuleScope.Nt6, "U1", "ActivePowerScheme", settings => settings.Power?.ActiveScheme, scheme => !Same(scheme.Trim('{', '}'), HighPerformance)),
        SettingRow.Of("ALO6033", Severity.Information, RuleScope.Nt6, "U1", "ACSettingIndex", settings => settings.Power?.ScreenTimeout, seconds => seconds != 0),
        new("ALO6034", Severity.Information, RuleScope.Settings, "U1", TemporaryFolder) { Repairable = true },
        SettingRow.Of("ALO6035", Severity.Information, RuleScope.AgentCapable, "E3", "AutoRun", settings => settings.Environment?.CommandAutoRun, command => command.Trim().Length > 0),
        SettingRow.Of("ALO6041", Severity.Information, RuleScope.Settings, "U1", "CrashDumpEnabled", settings => settings.Crash?.CrashDumpEnabled, kind => kind == 0),
        SettingRow.Of("ALO6042", Severity.Information, RuleScope.Settings, "U1", "NMICrashDump", settings => settings.Crash?.NmiCrashDump, value => value != 1, Severity.Information),
        SettingRow.Of("ALO6043", Severity.Information, RuleScope.Settings, "U1", "DumpFile", settings => settings.Crash?.DumpFile, file => !Same(file, @"%SystemRoot%\MEMORY.DMP")),
        new("ALO6044", Severity.Information, RuleScope.Nt6, "U1 WERD", ProgramDumps) { Repairable = true },
        SettingRow.Of("ALO6051", Severity.Warning, RuleScope.Settings, "AWSI", "AutoAdminLogon", settings => settings.Logon?.AutoAdminLogon, value => value.Trim() == "1"),
        new("ALO6052", Severity.Information, RuleScope.Settings, "ADI", OffByMsConfig),
        SettingRow.Of("ALO6053", Severity.Information, RuleScope.Nt6, "ADI", "CleanupProfiles", settings => settings.Logon?.CleanupProfiles, days => days > 0),
    ];

    private static IEnumerable<Sighting> ProgramDumps(RuleContext context)
        => context.Settings.Crash is not { } crash
            ? []
            : Sighting.Merge(SettingRow.Judge(crash.LocalDumpFolder, "DumpFolder", folder => !Same(folder.TrimEnd('\\'), @"C:\CrashDumps"), Severity.Information)
                .Concat(SettingRow.Judge(crash.LocalDumpType, "DumpType", type => type != FullDump, Severity.Information))
                .Concat(SettingRow.Judge(crash.LocalDumpCount, "DumpCount", count => count == 0)));

    private static IEnumerable<Sighting> OffByMsConfig(RuleContext context)
    {
        if (context.Settings.Logon?.ServicesOffByMsConfig is { IsRead: true, Value.Count: > 0 } services)
            yield return Sighting.At(services.Where, "ALO6052.Seen", string.Join(", ", services.Value!));
    }

    private static IEnumerable<Sighting> TemporaryFolder(RuleContext context)
        => context.Settings.Environment is not { } environment
            ? []
            : SettingRow.Judge(environment.Temp, "TEMP", IsElsewhere).Concat(SettingRow.Judge(environment.Tmp, "TMP", IsElsewhere)).Take(1);

    private static bool IsElsewhere(string folder) => !Same(folder.TrimEnd('\\'), @"%SystemRoot%\TEMP");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
