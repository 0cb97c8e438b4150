using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Reads who a Windows is.</summary>
internal static class IdentityReader
{
    public static GuestFacts Read(OfflineWindows windows, IReadOnlyList<Installation> others)
    {
        KeyView current = windows.Software.Open(@"Microsoft\Windows NT\CurrentVersion");
        string? productName = current.Text("ProductName").Value;
        string? installationType = current.Text("InstallationType").Value;
        VersionNumber? version = VersionReader.Read(windows);
        InstallationKind? kind = ReadKind(windows, version, installationType, productName);
        bool? isServer = kind is null ? null : kind != InstallationKind.Client;
        ArchitectureReading architecture = ArchitectureReader.Read(windows);

        return new GuestFacts
        {
            Family = GuestFamily.Windows,
            Release = version is { } number ? ReleaseTable.Find(number, isServer, productName) : null,
            ProductName = productName,
            Edition = current.Text("EditionID").Value ?? (version is { } v ? EditionNames.Derive(v, isServer, ReadSuites(windows), productName) : null),
            Version = version?.ToString(),
            Build = version?.Build,
            ServicePack = ReadServicePack(windows, current),
            Architecture = architecture.Architecture,
            ArchitectureEvidence = architecture.Evidence,
            Kind = kind,
            ComputerName = windows.ControlSet?.Open(@"Control\ComputerName\ComputerName").Text("ComputerName").Value,
            SystemRoot = windows.Installation.SystemRoot,
            PartitionNumber = windows.Installation.Volume.Number,
            FoundBy = windows.Installation.FoundBy,
            OtherInstallations = [.. others.Select(o => o.Description)],
        };
    }

    /// <remarks>ProductType: WinNT, ServerNT, LanmanNT (a domain controller).</remarks>
    private static InstallationKind? ReadKind(OfflineWindows windows, VersionNumber? version, string? installationType, string? productName)
    {
        // A multi-session Windows 10 or 11 calls itself a server in ProductType, and is a client in all else.
        bool isClientByType = string.Equals(installationType, "Client", StringComparison.OrdinalIgnoreCase);
        if (version?.Major >= 10 && isClientByType) return InstallationKind.Client;

        string? productType = windows.ControlSet?.Open(@"Control\ProductOptions").Text("ProductType").Value;
        return productType?.ToUpperInvariant() switch
        {
            "WINNT" => InstallationKind.Client,
            "SERVERNT" => InstallationKind.Server,
            "LANMANNT" => InstallationKind.DomainController,
            _ when isClientByType => InstallationKind.Client,
            _ when installationType?.StartsWith("Server", StringComparison.OrdinalIgnoreCase) == true => InstallationKind.Server,
            _ when productName?.IndexOf("Server", StringComparison.OrdinalIgnoreCase) >= 0 => InstallationKind.Server,
            _ => null,
        };
    }

    private static IReadOnlyList<string>? ReadSuites(OfflineWindows windows) =>
        windows.ControlSet?.Open(@"Control\ProductOptions").List("ProductSuite").Value;

    private static int? ReadServicePack(OfflineWindows windows, KeyView current)
    {
        if (current.Exists)
        {
            Observed<string> text = current.Text("CSDVersion");
            if (text.IsMissing) return 0;
            if (text.IsRead) return ServicePackText.Parse(text.Value!);
        }

        // The service pack times 0x100.
        Observed<uint>? number = windows.ControlSet?.Open(@"Control\Windows").Number("CSDVersion");
        return number is { IsRead: true, Value: <= 0xFFFF } ? (int)(number.Value >> 8) : null;
    }
}
