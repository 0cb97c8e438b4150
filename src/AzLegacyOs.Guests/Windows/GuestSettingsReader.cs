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
        DriverFacts drivers = DriverBindingReader.Read(windows, controlSet);
        return new GuestSettings
        {
            ControlSet = controlSet.Name,
            SystemDrive = char.ToUpperInvariant(windows.SystemDrive) + ":",
            Setup = SetupEvidenceReader.Read(windows),
            Boot = BootFactsReader.Read(windows, guest, disk, boot),
            Services = ServiceReader.Read(windows, DriverBindingReader.FilterNames(drivers)),
            RemoteDesktop = RemoteDesktopReader.Read(windows, controlSet, windows.Software),
            NetworkInterfaces = NetworkInterfaceReader.Read(windows),
            NameServers = windows.Service("Tcpip").Open("Parameters").Text("NameServer"),
            PersistentRoutes = PersistentRouteReader.Read(windows),
            Firewall = FirewallReader.Read(windows),
            Storage = StorageReader.Read(windows, controlSet),
            IpsecPolicy = IpsecPolicyReader.Read(windows.Software),
            Proxy = ProxyReader.Read(windows.Software),
            Drivers = drivers,
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
            Activation = ActivationReader.Read(windows.Software),
            ControlSets = ControlSet.Describe(windows.System),
            Hives = boot.StoreHive is { } store ? [.. windows.Hives, store] : windows.Hives,
        };
    }
}
