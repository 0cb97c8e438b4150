using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Guests.Windows.Accounts;
using AzLegacyOs.Guests.Windows.Drivers;
using AzLegacyOs.Guests.Windows.Network;
using AzLegacyOs.Guests.Windows.Services;
using AzLegacyOs.Guests.Windows.Settings;
using AzLegacyOs.Guests.Windows.Software;
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
        KeyView security = windows.Open("SECURITY").Root;
        KeyView sam = windows.Open("SAM").Root;
        IReadOnlyDictionary<string, FileFacts> files = SystemFileReader.Read(windows);
        return new GuestSettings
        {
            ControlSet = controlSet.Name,
            Setup = SetupEvidenceReader.Read(windows),
            Boot = BootFactsReader.Read(windows, guest, disk, boot),
            Services = ServiceReader.Read(windows),
            RemoteDesktop = RemoteDesktopReader.Read(controlSet, windows.Software),
            NetworkInterfaces = NetworkInterfaceReader.Read(windows),
            PersistentRoutes = PersistentRouteReader.Read(windows),
            Firewall = FirewallReader.Read(windows),
            Storage = StorageReader.Read(windows, controlSet),
            Proxy = ProxyReader.Read(windows.Software),
            Drivers = DriverBindingReader.Read(windows, controlSet),
            Files = files,
            Time = TimeReader.Read(windows, controlSet),
            Power = PowerReader.Read(controlSet),
            Environment = EnvironmentReader.Read(controlSet, windows.Software),
            Crash = CrashReader.Read(controlSet, windows.Software),
            Pending = PendingReader.Read(windows, controlSet),
            Logon = LogonReader.Read(controlSet, windows.Software),
            Memory = MemoryReader.Read(controlSet, files["ntoskrnl.exe"]),
            BigFiles = MemoryReader.ReadBigFiles(windows),
            Domain = DomainReader.Read(windows, security),
            Accounts = new AccountFacts { Administrators = AccountReader.Read(sam), SystemAccess = SystemAccessReader.Read(security) },
            Software = SoftwareReader.Read(windows),
            Hives = boot.StoreHive is { } store ? [.. windows.Hives, store] : windows.Hives,
        };
    }
}
