namespace AzLegacyOs.Azure.ResourceManager;

/// <summary>Types, ids and API versions of the resources of the journey.</summary>
internal static class ResourceTypes
{
    public const string ResourceGroup = "Microsoft.Resources/resourceGroups";
    public const string NetworkSecurityGroup = "Microsoft.Network/networkSecurityGroups";
    public const string VirtualNetwork = "Microsoft.Network/virtualNetworks";
    public const string PublicIpAddress = "Microsoft.Network/publicIPAddresses";
    public const string NetworkInterface = "Microsoft.Network/networkInterfaces";
    public const string Disk = "Microsoft.Compute/disks";
    public const string StorageAccount = "Microsoft.Storage/storageAccounts";
    public const string VirtualMachine = "Microsoft.Compute/virtualMachines";
    public const string RouteTable = "Microsoft.Network/routeTables";
    public const string AvailabilitySet = "Microsoft.Compute/availabilitySets";
    public const string ProximityPlacementGroup = "Microsoft.Compute/proximityPlacementGroups";
    public const string DiskEncryptionSet = "Microsoft.Compute/diskEncryptionSets";
    public const string Extension = "Microsoft.Compute/virtualMachines/extensions";

    /// <summary>The API version that is sent for a type.</summary>
    public static string ApiVersion(string type) => type switch
    {
        ResourceGroup => "2022-09-01",
        Disk or DiskEncryptionSet => "2023-04-02",
        VirtualMachine or Extension or AvailabilitySet or ProximityPlacementGroup => "2023-07-01",
        StorageAccount => "2023-01-01",
        _ => "2023-04-01",
    };

    /// <summary>Whether a resource of the type costs money by being there.</summary>
    public static bool IsBilled(string type) => type is PublicIpAddress or Disk or VirtualMachine;
}

/// <summary>Ids of resources in one resource group.</summary>
internal sealed class ResourceIds(string subscriptionId, string resourceGroup)
{
    public string Group { get; } = $"/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}";

    public string Of(string type, string name) => type == ResourceTypes.ResourceGroup ? Group : $"{Group}/providers/{type}/{name}";

    /// <summary>The last part of an id.</summary>
    public static string NameOf(string id) => id.Substring(id.LastIndexOf('/') + 1);

    public string Extension(string machine, string name) => $"{Of(ResourceTypes.VirtualMachine, machine)}/extensions/{name}";
}
