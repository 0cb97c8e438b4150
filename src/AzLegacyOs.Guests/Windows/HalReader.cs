using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Guests.Windows.Identity;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Reads which HAL is installed, as a hardware id: "acpiapic_mp", "acpipic_up", "mps_up", "e_isa_up".</summary>
internal static class HalReader
{
    public static Observed<string> Read(OfflineWindows windows)
    {
        if (windows.ControlSet is not { } controlSet) return Observed.Unreadable<string>(windows.System.Path, "there is no control set to read");

        Observed<string> byDriver = controlSet.Open(VersionReader.ComputerClass).Text("MatchingDeviceId");
        if (byDriver.IsRead && byDriver.Value!.Length > 0) return byDriver;

        // The device itself: Root\ACPI_HAL for every ACPI HAL, another name below Root for the others.
        foreach (string root in new[] { "ACPI_HAL", "PCI_HAL", "MPS_HAL" })
        {
            KeyView device = controlSet.Open($@"Enum\Root\{root}\0000");
            Observed<IReadOnlyList<string>> ids = device.List("HardwareID");
            if (ids is { IsRead: true, Value.Count: > 0 }) return Observed.Read(ids.Value[0], ids.Where);
        }

        return byDriver;
    }
}
