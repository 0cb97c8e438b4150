using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Windows.Network;
using AzLegacyOs.Guests.Windows.Services;
using AzLegacyOs.Guests.Windows.Storage;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Reads the configuration of a Windows: one reader for each group of settings.</summary>
internal static class GuestSettingsReader
{
    /// <summary>Reads all groups; null where SYSTEM is not open or has no control set.</summary>
    public static GuestSettings? Read(OfflineWindows windows, GuestFacts guest, DiskLayout disk, BootConfiguration boot)
    {
        if (windows.ControlSet is not { } controlSet) return null;
        return new GuestSettings
        {
            ControlSet = controlSet.Name,
            Setup = SetupEvidenceReader.Read(windows),
            Boot = BootFactsReader.Read(windows, guest, disk, boot),
            Services = ServiceReader.Read(windows),
            RemoteDesktop = RemoteDesktopReader.Read(controlSet, windows.Software),
            NetworkInterfaces = NetworkInterfaceReader.Read(controlSet),
            PersistentRoutes = PersistentRouteReader.Read(controlSet),
            Firewall = FirewallReader.Read(controlSet, windows.Software, windows.Problems),
            Storage = StorageReader.Read(windows, controlSet),
            Hives = boot.StoreHive is { } store ? [.. windows.Hives, store] : windows.Hives,
        };
    }
}
