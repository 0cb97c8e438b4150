using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2021 to ALO2029: does the boot configuration lead to this Windows?</summary>
internal static class BootRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO2021", Severity.Blocker, RuleScope.Settings, "D9 U1", BootFilesMissing),
        new("ALO2022", Severity.Blocker, RuleScope.Settings, "U1 GS17 GS40", LeadsElsewhere),
        new("ALO2023", Severity.Warning, RuleScope.Settings, "GS17 GS40", DefaultEntryUnreadable),
        new("ALO2024", Severity.Warning, RuleScope.Settings, "U1", Hibernated),
        new("ALO2026", Severity.Warning, RuleScope.Settings, "GS17 GS40", SafeMode) { Repairable = true },
        new("ALO2025", Severity.Information, RuleScope.Windows, "D10", OtherInstallations),
        new("ALO2027", Severity.Blocker, RuleScope.Settings, "NTLDRC BMC", CompressedBootFiles) { Repairable = true },
        new("ALO2028", Severity.Blocker, RuleScope.Nt6, "U1 GS17", WrongLoader) { Repairable = true },
        new("ALO2029", Severity.Warning, RuleScope.Nt5, "SIGNAT GS40", NotThroughBios) { Repairable = true },
    ];

    private static IEnumerable<Sighting> BootFilesMissing(RuleContext context)
    {
        var missing = new List<string>();
        foreach (KeyValuePair<string, bool> file in context.Settings.Boot.BootFiles)
        {
            if (!file.Value) missing.Add(file.Key);
        }

        if (missing.Count > 0)
            yield return Sighting.At(BootPartitionName(context), "ALO2021.Seen", string.Join(", ", missing));
    }

    private static IEnumerable<Sighting> LeadsElsewhere(RuleContext context)
    {
        // Without a partition to start from, or without the file, there is no entry either, and that is the finding.
        Observed<string> entry = context.Settings.Boot.DefaultEntry;
        if (context.Settings.Boot.BootPartitionNumber == null || context.Settings.Boot.BootFiles.Any(file => !file.Value))
            yield break;
        if (entry.IsMissing)
            yield return Sighting.At(entry.Where, "ALO2022.Seen");
        else if (!entry.IsRead && IsUnderstood(context.Settings.Boot))
            yield return new Sighting(entry.Reason ?? PolicyText.Rule("ALO2022.Seen"), entry.Where);
    }

    private static IEnumerable<Sighting> DefaultEntryUnreadable(RuleContext context)
    {
        Observed<string> entry = context.Settings.Boot.DefaultEntry;
        if (entry.State == ObservationState.Unreadable && !IsUnderstood(context.Settings.Boot))
            yield return new Sighting(entry.Reason ?? PolicyText.Rule("ALO2023.Seen"), entry.Where).Undetermined();
    }

    /// <summary>Whether the default entry could be read, so that it is the place it names that is wrong.</summary>
    private static bool IsUnderstood(BootFacts boot)
        => boot.BootIni != null || (boot.Bcd is { } store && (store.OsDevice.IsRead || store.DefaultExists.Is(false)));

    /// <summary>Minimal safe mode has no network; the other forms have one, but few services.</summary>
    private static IEnumerable<Sighting> SafeMode(RuleContext context)
    {
        BootFacts boot = context.Settings.Boot;
        if (boot.Bcd is { SafeBoot: { IsMissing: false } mode })
        {
            Sighting sighting = Sighting.Of("safeboot", mode);
            yield return mode.Is(0) || !mode.IsRead ? sighting.As(Severity.Blocker) : sighting;
        }

        if (boot.BootIni is { DefaultEntry: { } entry } ini && entry.Switches.TryGetValue("SAFEBOOT", out string? form))
        {
            var sighting = new Sighting($"/safeboot:{form}", ini.Where);
            yield return form.StartsWith("minimal", StringComparison.OrdinalIgnoreCase) ? sighting.As(Severity.Blocker) : sighting;
        }
    }

    /// <summary>The boot sector reads these files cluster by cluster and cannot expand them.</summary>
    private static IEnumerable<Sighting> CompressedBootFiles(RuleContext context)
    {
        IReadOnlyList<string> compressed = [.. context.Settings.Boot.CompressedBootFiles.Where(IsReadByBootSector)];
        if (compressed.Count > 0)
            yield return Sighting.At(BootPartitionName(context), "ALO2027.Seen", string.Join(", ", compressed));
    }

    private static bool IsReadByBootSector(string file)
        => file.TrimStart('\\') is { } name && (name.Equals("ntldr", StringComparison.OrdinalIgnoreCase) || name.Equals("bootmgr", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// winload.exe starts from a BIOS and winload.efi from UEFI; the other one is not even looked at. Where Windows is not on this disk either,
    /// that is another rule's.
    /// </summary>
    private static IEnumerable<Sighting> WrongLoader(RuleContext context)
    {
        if (context.Settings.Boot.Bcd is not { LoaderPath: { IsRead: true } path } store || store.WinPe.Is(true))
            return [];

        string expected = context.Disk.PartitionStyle == PartitionStyle.Gpt ? ".efi" : ".exe";
        if (!path.Value!.EndsWith(expected, StringComparison.OrdinalIgnoreCase))
            return [Sighting.Of("path", path)];
        return store.DevicePartitionNumber == null && store.OsDevicePartitionNumber != null
            ? [Sighting.Of("device", store.Device)]
            : Sighting.FileMissing(path.Value, store.LoaderExists);
    }

    /// <summary>
    /// scsi() and signature() have ntldr read the disk through NTBOOTDD.SYS, a driver of the old machine's controller. An entry that leads
    /// nowhere is another rule's.
    /// </summary>
    private static IEnumerable<Sighting> NotThroughBios(RuleContext context)
    {
        if (context.Settings.Boot.BootIni is { DefaultEntry: { PartitionNumber: not null } entry } file && !entry.Path.Trim().StartsWith("multi(", StringComparison.OrdinalIgnoreCase))
            yield return new Sighting(entry.Path, file.Where);
    }

    private static IEnumerable<Sighting> Hibernated(RuleContext context)
    {
        if (context.Settings.Boot.Hibernated.Is(true))
            yield return Sighting.At(context.Settings.Boot.Hibernated.Where, "ALO2024.Seen");
    }

    private static IEnumerable<Sighting> OtherInstallations(RuleContext context)
    {
        if (context.Guest!.OtherInstallations.Count > 0)
            yield return Sighting.At(context.Guest.SystemRoot ?? context.Facts.Path, "ALO2025.Seen", string.Join(", ", context.Guest.OtherInstallations));
    }

    private static string BootPartitionName(RuleContext context)
        => context.BootPartition is { } partition ? PolicyText.Rule("Where.Partition", partition.Number) : context.Facts.Path;
}
