using System.Globalization;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Display;

/// <summary>Facts and answers in one line, safe to show.</summary>
public static class Summary
{
    /// <summary>Who the guest is: "Windows Server 2003 R2 Enterprise SP2, 5.2.3790, x86, ERP01, specialized".</summary>
    public static string Of(GuestFacts? guest)
    {
        if (guest is null) return Words.Of("Guest.None");
        string?[] parts =
        [
            NameOf(guest),
            guest.Version,
            guest.Architecture?.ToString().ToLowerInvariant(),
            guest.Kind == InstallationKind.DomainController ? Words.Of("Guest.DomainController") : null,
            guest.ComputerName,
            guest.State is { } state ? Words.Of("State", state) : null,
            .. guest.Signs,
        ];
        return SafeText.Escape(string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>What the image and its disk are: "VHD (dynamic), 2 GiB, MBR, Generation 1".</summary>
    public static string Of(DiskFacts disk)
    {
        string?[] parts =
        [
            disk.Format.ToString().ToUpperInvariant() + (disk.Subformat is { } subformat ? $" ({Words.Of("Subformat", subformat)})" : ""),
            ByteSize.Format(disk.VirtualSize),
            disk.PartitionStyle == PartitionStyle.None ? Words.Of("Disk.NoPartitionTable") : disk.PartitionStyle.ToString().ToUpperInvariant(),
            disk.Generation switch { VmGeneration.V1 => Words.Of("Disk.Generation", 1), VmGeneration.V2 => Words.Of("Disk.Generation", 2), _ => null },
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    /// <summary>The three answers, and until when the OS is supported.</summary>
    public static string Of(SupportStatus status)
    {
        string end = status.EndOfSupport is { } day
            ? " " + Words.Of(day < status.AsOf ? "Status.Ended" : "Status.Until", PolicyText.Date(day))
            : "";
        return Words.Of("Status.Line", Words.Of("Answer", status.Deployable), Words.Of("Answer", status.OsSupported), end, Words.Of("Answer", status.AgentCapable));
    }

    /// <summary>What the guest can use of a VM: "4 GiB of memory, 2 vCPU. The edition uses at most 4 GiB."; empty where nothing limits it.</summary>
    public static string Of(GuestCapacity? capacity)
    {
        if (capacity is null) return "";
        string?[] limits =
        [
            capacity.MemoryGiB is { } memory ? Words.Of("Capacity.Memory", Math.Round(memory, 1)) : null,
            capacity.VirtualProcessors is { } count ? Words.Of("Capacity.Processors", count) : null,
        ];
        string limit = string.Join(", ", limits.Where(part => part is not null));
        return SafeText.Escape(string.Join(" ", capacity.Notes.Prepend(limit.Length == 0 ? "" : limit + ".").Where(part => part.Length > 0)));
    }

    private static string NameOf(GuestFacts guest)
    {
        string name = guest.ProductName ?? guest.Release?.ToString() ?? guest.Family.ToString();

        // From Vista on the product name says the edition itself, in other words than its id: "Pro" is Professional.
        bool isBeforeVista = guest.Version is { } version && (version.StartsWith("4.", StringComparison.Ordinal) || version.StartsWith("5.", StringComparison.Ordinal));
        if (isBeforeVista && guest.Edition is { } edition && name.IndexOf(edition, StringComparison.OrdinalIgnoreCase) < 0) name += " " + edition;
        if (guest.ServicePack is > 0) name += " SP" + guest.ServicePack.Value.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
