using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Drivers;

/// <summary>Reads how drivers are bound to the devices of a virtual machine in Azure.</summary>
internal static class DriverBindingReader
{
    private const int PackageLimit = 64;
    private const int HardwareLimit = 32;

    private static readonly (string Id, string Name)[] Classes =
    [
        ("{4D36E967-E325-11CE-BFC1-08002BE10318}", "DiskDrive"),
        ("{71A27CDD-812A-11D0-BEC7-08002BE2092F}", "Volume"),
        ("{4D36E97B-E325-11CE-BFC1-08002BE10318}", "SCSIAdapter"),
        ("{4D36E96A-E325-11CE-BFC1-08002BE10318}", "hdc"),
        ("{4D36E965-E325-11CE-BFC1-08002BE10318}", "CDROM"),
        ("{4D36E972-E325-11CE-BFC1-08002BE10318}", "Net"),
        ("{4D36E96B-E325-11CE-BFC1-08002BE10318}", "Keyboard"),
        ("{4D36E96F-E325-11CE-BFC1-08002BE10318}", "Mouse"),
    ];

    /// <summary>VMBus and the generation counter by their old names, and by those that recent Azure hosts give them.</summary>
    private static readonly string[] Devices =
    [
        @"ACPI\VMBus", @"ACPI\MSFT1000", @"ACPI\Hyper_V_Gen_Counter_V1", @"ACPI\MSFT1002", "VMBUS", @"Root\VMBUS",
    ];

    /// <summary>Disk and network of VMBus, VMBus itself, the emulated disk controller.</summary>
    private static readonly string[] BoundIds =
    [
        @"VMBUS\{ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}", @"VMBUS\{f8615163-df3e-46c5-913f-f2d2f965ed0e}", @"ACPI\VMBus", @"PCI\VEN_8086&DEV_7111",
    ];

    public static DriverFacts Read(OfflineWindows windows, KeyView controlSet) => new()
    {
        ClassFilters = [.. ReadFilters(controlSet.Open(@"Control\Class"))],
        KnownDevices = Devices.ToDictionary(d => d, d => controlSet.Open(@"Enum\" + d).Existence, StringComparer.OrdinalIgnoreCase),
        BoundPackages = BoundIds.ToDictionary(id => id, id => ValueNames.Read(windows.System.Open(@"DriverDatabase\DeviceIds\" + id), PackageLimit), StringComparer.OrdinalIgnoreCase),
        Hardware = ReadHardware(windows.System.Open("HardwareConfig")),
    };

    /// <summary>The services that are filters of a class.</summary>
    public static ISet<string> FilterNames(DriverFacts drivers) =>
        new HashSet<string>(drivers.ClassFilters.SelectMany(c => (c.Upper.Value ?? []).Concat(c.Lower.Value ?? [])), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ClassFilterFacts> ReadFilters(KeyView classes)
    {
        foreach ((string id, string name) in Classes)
        {
            KeyView key = classes.Open(id);
            if (key.Exists || key.UnreadableReason is not null) yield return new ClassFilterFacts(id, name, key.List("UpperFilters"), key.List("LowerFilters"));
        }
    }

    private static IReadOnlyList<HardwareFacts> ReadHardware(KeyView key)
    {
        string current = key.Text("LastConfig").Value ?? "";
        List<KeyView> others = [.. key.Children.Take(HardwareLimit)];
        List<KeyView> used = others.FindAll(c => string.Equals(c.Name, current, StringComparison.OrdinalIgnoreCase));
        others.RemoveAll(used.Contains);
        return [.. used.Concat(others).Select(c => new HardwareFacts(c.Text("SystemManufacturer").Value, c.Text("SystemProductName").Value, c.Path))];
    }
}
