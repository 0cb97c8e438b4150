using System.Globalization;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Display;

/// <summary>Facts and answers in one line, safe to show.</summary>
public static class Summary
{
    /// <summary>Who the guest is: "Windows Server 2003 R2 Enterprise SP2, 5.2.3790, x86, ERP01, specialized".</summary>
    public static string Of(GuestFacts? guest)
    {
        if (guest is null) return "no guest found";
        string?[] parts =
        [
            NameOf(guest),
            guest.Version,
            guest.Architecture?.ToString().ToLowerInvariant(),
            guest.Kind == InstallationKind.DomainController ? "domain controller" : null,
            guest.ComputerName,
            guest.State?.ToString().ToLowerInvariant(),
            .. guest.Signs,
        ];
        return SafeText.Escape(string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>What the image and its disk are: "VHD (dynamic), 2 GiB, MBR, Generation 1".</summary>
    public static string Of(DiskFacts disk)
    {
        string?[] parts =
        [
            disk.Format.ToString().ToUpperInvariant() + (disk.Subformat is { } subformat ? $" ({subformat.ToString().ToLowerInvariant()})" : ""),
            ByteSize.Format(disk.VirtualSize),
            disk.PartitionStyle == PartitionStyle.None ? "no partition table" : disk.PartitionStyle.ToString().ToUpperInvariant(),
            disk.Generation switch { VmGeneration.V1 => "Generation 1", VmGeneration.V2 => "Generation 2", _ => null },
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    /// <summary>The three answers, and until when the OS is supported.</summary>
    public static string Of(SupportStatus status)
    {
        string end = status.EndOfSupport is { } day
            ? string.Format(CultureInfo.InvariantCulture, " ({0} {1:yyyy-MM-dd})", day < status.AsOf ? "ended" : "until", day)
            : "";
        return $"deployable: {status.Deployable}, OS supported: {status.OsSupported}{end}, VM agent: {status.AgentCapable}";
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
