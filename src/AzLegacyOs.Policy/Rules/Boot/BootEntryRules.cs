using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2051 to ALO2062: what the boot entry does besides starting Windows, with nobody at a console.</summary>
internal static class BootEntryRules
{
    private const ulong IgnoreAllFailures = 1;
    private const ulong Disabled = 2;
    private const ulong LongestWait = 30;
    private const ulong BaudRate = 115200;
    private const string BaudRateText = "115200";

    private static readonly string[] MemorySwitches = ["3GB", "PAE", "USERVA", "MAXMEM", "BURNMEMORY"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        SettingRow.Of("ALO2051", Severity.Warning, RuleScope.Nt6, "U1 GS17", "recoveryenabled", settings => Entry(settings)?.RecoveryEnabled, enabled => enabled, Severity.Information),
        SettingRow.Of("ALO2052", Severity.Warning, RuleScope.Nt6, "U1 GS17", "bootstatuspolicy", settings => Entry(settings)?.BootStatusPolicy, policy => policy != IgnoreAllFailures, Severity.Information),
        new("ALO2053", Severity.Information, RuleScope.Nt6, "U1 GS17", NoSerialConsole) { Repairable = true },
        new("ALO2054", Severity.Warning, RuleScope.Nt6, "GS17", Debugging) { Repairable = true },
        SettingRow.Of("ALO2055", Severity.Warning, RuleScope.Nt6, "GS17", "bootsequence", settings => settings.Boot.Bcd?.BootSequence, entries => entries.Length > 0),
        new("ALO2056", Severity.Information, RuleScope.Nt6, "U1 GS17", NoIntegrity) { Repairable = true },
        SettingRow.Of("ALO2057", Severity.Information, RuleScope.Nt6, "U1 GS17", "displaybootmenu", settings => settings.Boot.Bcd?.DisplayBootMenu, shown => !shown, Severity.Information),
        new("ALO2058", Severity.Information, RuleScope.Nt5, "GS40", NoSerialConsoleNt5) { Repairable = true },
        new("ALO2059", Severity.Information, RuleScope.Settings, "GS40 GS17 M1", MemorySwitch),
        SettingRow.Of("ALO2060", Severity.Information, RuleScope.Nt6, "U1 GS17", "timeout", settings => settings.Boot.Bcd?.Timeout, seconds => seconds is 0 or > LongestWait),
        new("ALO2061", Severity.Information, RuleScope.Nt6, "U1 GS17", SerialPort) { Repairable = true },
        new("ALO2062", Severity.Information, RuleScope.Nt6, "GS17", LeftByRepair) { Repairable = true },
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

    private static IEnumerable<Sighting> NoIntegrity(RuleContext context)
        => context.Settings.Boot.Bcd is not { } store
            ? []
            : Sighting.Merge(SettingRow.Judge(store.IntegrityServices, "integrityservices", services => services == Disabled)
                .Concat(SettingRow.Judge(store.BootManagerIntegrityServices, "{bootmgr} integrityservices", services => services == Disabled))
                .Concat(SettingRow.Judge(store.NoIntegrityChecks, "nointegritychecks", off => off)));

    /// <summary>The port matters only where the serial console is on; without values the first port is used, at a slower rate.</summary>
    private static IEnumerable<Sighting> SerialPort(RuleContext context)
        => context.Settings.Boot.Bcd is { } store && (store.Ems.Is(true) || store.BootEms.Is(true))
            ? Sighting.Merge(SettingRow.Judge(store.EmsPort, "emsport", port => port != 1)
                .Concat(SettingRow.Judge(store.EmsBaudRate, "emsbaudrate", rate => rate != BaudRate, Severity.Information)))
            : [];

    /// <summary>isolatedcontext is not among them: entries of Windows 8 and later have it by default.</summary>
    private static IEnumerable<Sighting> LeftByRepair(RuleContext context)
        => context.Settings.Boot.Bcd is not { } store
            ? []
            : Sighting.Merge(SettingRow.Judge(store.AlternateShell, "safebootalternateshell", on => on)
                .Concat(SettingRow.Judge(store.DetectHal, "detecthal", on => on))
                .Concat(SettingRow.Judge(store.GraphicsModeDisabled, "graphicsmodedisabled", on => on)));

    /// <summary>Of the releases with boot.ini only Server 2003 has Emergency Management Services.</summary>
    private static IEnumerable<Sighting> NoSerialConsoleNt5(RuleContext context)
    {
        if (context.Release is not (WindowsRelease.WindowsServer2003 or WindowsRelease.WindowsServer2003R2) || context.Settings.Boot.BootIni is not { } file)
            return [];
        IEnumerable<Sighting> entry = file.DefaultEntry is { } started && !started.Switches.ContainsKey("REDIRECT")
            ? [Sighting.At(file.Where, "Seen.Missing", "/redirect")]
            : [];
        return Sighting.Merge(SettingRow.Judge(file.Redirect, "redirect", port => !port.Equals("COM1", StringComparison.OrdinalIgnoreCase), Severity.Information)
            .Concat(SettingRow.Judge(file.RedirectBaudRate, "redirectbaudrate", rate => rate != BaudRateText, Severity.Information))
            .Concat(entry));
    }

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
