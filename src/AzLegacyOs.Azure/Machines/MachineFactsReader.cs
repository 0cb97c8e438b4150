using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Machines;

/// <summary>Takes what tells about the operating system from the answers about a VM and its OS disk.</summary>
/// <remarks>"Virtual Machines - Get" with the instance view, 2023-07-01, and "Disks - Get", 2023-04-02.</remarks>
internal static class MachineFactsReader
{
    public static MachineFacts Read(JsonElement machine, JsonElement? disk)
    {
        JsonElement image = machine.At("properties", "storageProfile", "imageReference") ?? default;
        return new MachineFacts
        {
            Name = machine.TextAt("name") ?? "",
            Id = machine.TextAt("id") ?? "",
            Location = machine.TextAt("location"),
            Size = machine.TextAt("properties", "hardwareProfile", "vmSize"),
            PowerState = MachineView.PowerState(machine),
            OsType = machine.TextAt("properties", "storageProfile", "osDisk", "osType") ?? disk?.TextAt("properties", "osType"),
            Generation = (machine.TextAt("properties", "instanceView", "hyperVGeneration") ?? disk?.TextAt("properties", "hyperVGeneration"))?.ToUpperInvariant() switch
            {
                "V1" => VmGeneration.V1,
                "V2" => VmGeneration.V2,
                _ => null,
            },
            ReportedName = NullIfEmpty(machine.TextAt("properties", "instanceView", "osName")),
            ReportedVersion = NullIfEmpty(machine.TextAt("properties", "instanceView", "osVersion")),
            Image = image.TextAt("publisher") is { } publisher ? new MarketplaceImage(publisher, image.TextAt("offer") ?? "", image.TextAt("sku") ?? "") : null,
            OwnImageId = image.TextAt("id") ?? image.TextAt("communityGalleryImageId") ?? image.TextAt("sharedGalleryImageId"),
            DiskOrigin = disk?.TextAt("properties", "creationData", "createOption"),
            DiskArchitecture = disk?.TextAt("properties", "supportedCapabilities", "architecture"),
            Tag = GuestTag.Parse(disk?.TextAt("tags", GuestTag.Name)),
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
