namespace AzLegacyOs.Policy.Facts;

/// <summary>How drivers are bound to devices.</summary>
public sealed record DriverFacts
{
    /// <summary>The filters of the device classes that a disk, a network adapter or a console needs; a class without a key is left out.</summary>
    public required IReadOnlyList<ClassFilterFacts> ClassFilters { get; init; }

    /// <summary>
    /// Devices of the virtual machine that have been seen by this installation, by their key below Enum ("ACPI\MSFT1000"), with whether the
    /// key exists.
    /// </summary>
    public required IReadOnlyDictionary<string, Observed<bool>> KnownDevices { get; init; }

    /// <summary>
    /// Windows 8 and later: the driver packages that DriverDatabase\DeviceIds binds to a device of the virtual machine, by device id; empty
    /// for an id without a package.
    /// </summary>
    public required IReadOnlyDictionary<string, Observed<IReadOnlyList<string>>> BoundPackages { get; init; }

    /// <summary>The computers that this installation has run on (HardwareConfig, Windows 8 and later), the current one first.</summary>
    public required IReadOnlyList<HardwareFacts> Hardware { get; init; }
}

/// <summary>Upper and lower filters of a device class.</summary>
/// <param name="ClassId">GUID of the class in braces.</param>
/// <param name="ClassName">"DiskDrive", "Volume", "SCSIAdapter", "hdc", "CDROM", "Net", "Keyboard" or "Mouse".</param>
/// <param name="Upper">Names of services above the device's driver.</param>
/// <param name="Lower">Names of services below it.</param>
public sealed record ClassFilterFacts(string ClassId, string ClassName, Observed<IReadOnlyList<string>> Upper, Observed<IReadOnlyList<string>> Lower);

/// <summary>A computer by its SMBIOS identity.</summary>
/// <param name="Manufacturer">"Microsoft Corporation", "VMware, Inc.", "Dell Inc."</param>
/// <param name="ProductName">"Virtual Machine", "VMware7,1".</param>
/// <param name="Where">The key.</param>
public sealed record HardwareFacts(string? Manufacturer, string? ProductName, string Where);
