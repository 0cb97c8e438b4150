using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2051 to ALO2059: what the boot entry does besides starting Windows, with nobody at a console.</summary>
internal static class BootEntryRules
{
    private const ulong IgnoreAllFailures = 1;
    private const ulong Disabled = 2;

    private static readonly string[] MemorySwitches = ["3GB", "PAE", "USERVA", "MAXMEM", "BURNMEMORY"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        SettingRow.Of("ALO2051", Severity.Warning, RuleScope.Nt6, "U1 GS17", "recoveryenabled", settings => Entry(settings)?.RecoveryEnabled, enabled => enabled, Severity.Information),
        SettingRow.Of("ALO2052", Severity.Warning, RuleScope.Nt6, "U1 GS17", "bootstatuspolicy", settings => Entry(settings)?.BootStatusPolicy, policy => policy != IgnoreAllFailures, Severity.Information),
        new("ALO2053", Severity.Information, RuleScope.Nt6, "U1 GS17", NoSerialConsole) { Repairable = true },
        new("ALO2054", Severity.Warning, RuleScope.Nt6, "GS17", Debugging) { Repairable = true },
        SettingRow.Of("ALO2055", Severity.Warning, RuleScope.Nt6, "GS17", "bootsequence", settings => settings.Boot.Bcd?.BootSequence, entries => entries.Length > 0),
        SettingRow.Of("ALO2056", Severity.Information, RuleScope.Nt6, "U1 GS17", "integrityservices", settings => settings.Boot.Bcd?.IntegrityServices, services => services == Disabled),
        SettingRow.Of("ALO2057", Severity.Information, RuleScope.Nt6, "U1 GS17", "displaybootmenu", settings => settings.Boot.Bcd?.DisplayBootMenu, shown => !shown, Severity.Information),
        new("ALO2058", Severity.Information, RuleScope.Nt5, "GS40", NoSerialConsoleNt5) { Repairable = true },
        new("ALO2059", Severity.Information, RuleScope.Settings, "GS40 GS17 M1", MemorySwitch),
    ];

    /// <summary>The boot store, where it has an entry to start; without one nothing can be said about the entry, and that is a finding of its own.</summary>
    private static BcdFacts? Entry(GuestSettings settings)
        => settings.Boot.Bcd is { DefaultObject.IsRead: true } store && store.DefaultExists.Is(true) ? store : null;

    private static IEnumerable<Sighting> NoSerialConsole(RuleContext context)
        => Entry(context.Settings) is not { } store
            ? []
            : SettingRow.Judge(store.Ems, "ems", on => !on, Severity.Information)
                .Concat(SettingRow.Judge(store.BootEms, "bootems", on => !on, Severity.Information))
                .Take(1);

    private static IEnumerable<Sighting> Debugging(RuleContext context)
        => context.Settings.Boot.Bcd is not { } store
            ? []
            : SettingRow.Judge(store.KernelDebugger, "debug", on => on)
                .Concat(SettingRow.Judge(store.BootDebug, "bootdebug", on => on))
                .Concat(SettingRow.Judge(store.TestSigning, "testsigning", on => on))
                .Concat(SettingRow.Judge(store.WinPe, "winpe", on => on));

    /// <summary>Of the releases with boot.ini only Server 2003 has Emergency Management Services.</summary>
    private static IEnumerable<Sighting> NoSerialConsoleNt5(RuleContext context)
        => context.Release is WindowsRelease.WindowsServer2003 or WindowsRelease.WindowsServer2003R2
            ? SettingRow.Judge(context.Settings.Boot.BootIni?.Redirect, "redirect", port => port.Length == 0, Severity.Information)
            : [];

    private static IEnumerable<Sighting> MemorySwitch(RuleContext context)
    {
        BootFacts boot = context.Settings.Boot;
        IReadOnlyList<string> found = [.. MemorySwitches.Where(name => boot.BootIni?.DefaultEntry?.Switches.ContainsKey(name) == true)];
        if (found.Count > 0)
            yield return new Sighting("/" + string.Join(" /", found), boot.BootIni!.Where);
        if (boot.Bcd is { IncreaseUserVa: { IsRead: true } space })
            yield return Sighting.Of("increaseuserva", space);
    }
}
