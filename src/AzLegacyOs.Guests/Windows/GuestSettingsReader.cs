using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Windows.Services;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Reads the configuration of a Windows: one reader for each group of settings.</summary>
internal static class GuestSettingsReader
{
    /// <summary>Reads all groups; null where SYSTEM is not open or has no control set.</summary>
    public static GuestSettings? Read(OfflineWindows windows, BootConfiguration boot)
    {
        if (windows.ControlSet is not { } controlSet) return null;
        return new GuestSettings
        {
            ControlSet = controlSet.Name,
            Setup = SetupEvidenceReader.Read(windows),
            Boot = BootFactsReader.Read(windows, boot),
            Services = ServiceReader.Read(windows),
            RemoteDesktop = RemoteDesktopReader.Read(controlSet, windows.Software),
            NetworkInterfaces = NetworkInterfaceReader.Read(controlSet),
            Hives = windows.Hives,
        };
    }
}
