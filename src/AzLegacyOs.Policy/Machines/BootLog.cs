using System.Text.RegularExpressions;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Machines;

/// <summary>What the serial log of a VM tells about its start.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Sign">The words of the log that say so; null where there are none.</param>
/// <param name="Advice">What it means and what to do; null for a start without a sign of trouble.</param>
public sealed record BootReading(BootSign Kind, string? Sign, string? Advice);

/// <summary>What a serial log shows.</summary>
public enum BootSign
{
    /// <summary>Nothing that tells one or the other: Windows writes to the serial port only where it is told to.</summary>
    Silent,

    /// <summary>The console of Emergency Management Services answers, so that Windows runs.</summary>
    Started,

    /// <summary>A stop error.</summary>
    StopError,

    /// <summary>The firmware or the boot loader found nothing to start.</summary>
    NothingToStart,
}

/// <summary>Reads the serial log of a VM.</summary>
/// <remarks>
/// "Bug check code reference", https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2; the words of the boot
/// loaders are those of Windows itself. The last sign in the log counts: a machine may have been started again.
/// </remarks>
public static class BootLog
{
    private const int LongestLog = 4 * 1024 * 1024;

    // Names of the codes that a move to other hardware brings about; the advice of any other code is the general one.
    private static readonly Dictionary<uint, string> Known = new()
    {
        [0x7B] = "INACCESSIBLE_BOOT_DEVICE",
        [0x7E] = "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED",
        [0x50] = "PAGE_FAULT_IN_NONPAGED_AREA",
        [0xA] = "IRQL_NOT_LESS_OR_EQUAL",
        [0xA5] = "ACPI_BIOS_ERROR",
        [0x79] = "MISMATCHED_HAL",
        [0x74] = "BAD_SYSTEM_CONFIG_INFO",
        [0x24] = "NTFS_FILE_SYSTEM",
        [0xED] = "UNMOUNTABLE_BOOT_VOLUME",
        [0xC0000218] = "STATUS_CANNOT_LOAD_REGISTRY_FILE",
        [0xC000021A] = "STATUS_SYSTEM_PROCESS_TERMINATED",
    };

    private static readonly Regex Stop = new(@"STOP:\s*(?:0x)?([0-9A-Fa-f]{1,8})\b|BugCheck\s+([0-9A-Fa-f]{1,8})\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static readonly Regex Missing = new(
        @"NTLDR is (?:missing|compressed)|BOOTMGR is (?:missing|compressed)|An operating system wasn't found|Invalid partition table|Missing operating system|Error loading operating system|No bootable device|Windows could not start because",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10));

    private static readonly Regex Console = new(@"SAC>|<machine-info>|Computer is (?:starting|booting)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    /// <summary>Reads a log; of a long one, the end.</summary>
    public static BootReading Read(string log)
    {
        if (log.Length > LongestLog) log = log.Substring(log.Length - LongestLog);
        try
        {
            return Latest(log) ?? new BootReading(BootSign.Silent, null, PolicyText.Rule("Boot.Silent"));
        }
        catch (RegexMatchTimeoutException)
        {
            return new BootReading(BootSign.Silent, null, PolicyText.Rule("Boot.Silent"));
        }
    }

    private static BootReading? Latest(string log)
    {
        (int Index, BootReading Reading)[] signs =
        [
            .. Stop.Matches(log).Cast<Match>().Select(match => (match.Index, OfStop(match))),
            .. Missing.Matches(log).Cast<Match>().Select(match => (match.Index, new BootReading(BootSign.NothingToStart, match.Value, PolicyText.Rule("Boot.NothingToStart")))),
            .. Console.Matches(log).Cast<Match>().Select(match => (match.Index, new BootReading(BootSign.Started, match.Value, null))),
        ];
        return signs.Length == 0 ? null : signs.OrderBy(sign => sign.Index).Last().Reading;
    }

    private static BootReading OfStop(Match match)
    {
        uint code = Convert.ToUInt32(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, 16);
        string name = Known.TryGetValue(code, out string? known) ? " " + known : "";
        return new BootReading(BootSign.StopError, $"0x{code:X8}{name}", PolicyText.Rule(code == 0x7B ? "Boot.Stop7B" : "Boot.Stop"));
    }
}
