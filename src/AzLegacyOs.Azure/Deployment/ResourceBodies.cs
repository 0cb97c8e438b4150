using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Azure.ResourceManager;
using Body = System.Collections.Generic.Dictionary<string, object?>;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The bodies of the requests that make the resources of a deployment.</summary>
/// <remarks>
/// Nothing in them is illegal for a disk that is attached: no osProfile, no imageReference, no diskControllerType, no securityProfile.
/// </remarks>
internal sealed class ResourceBodies(DeploymentRequest request, ResourceIds ids) : DiskBodies(request, ids)
{
    private const int RemoteDesktopPort = 3389;

    private const int RulePriority = 300;

    public const string SubnetName = "default";

    private readonly DeploymentRequest _request = request;

    private readonly ResourceIds _ids = ids;

    public string NetworkName => NetworkNameOf(_request.Name);

    public string SecurityGroupName => _request.Name + "-nsg";

    public string PublicAddressName => _request.Name + "-ip";

    public string InterfaceName => _request.Name + "-nic";

    public bool HasPublicAddress => _request.AllowRdpFrom.Count > 0;

    public string DataDiskName(int unit) => $"{_request.Name}-data{unit}";

    public string DataDiskId(int unit) => _ids.Of(ResourceTypes.Disk, DataDiskName(unit));

    public string SecurityGroupId => _request.NetworkSecurityGroupId ?? _ids.Of(ResourceTypes.NetworkSecurityGroup, SecurityGroupName);

    public string SubnetId => _request.SubnetId ?? $"{_ids.Of(ResourceTypes.VirtualNetwork, NetworkName)}/subnets/{SubnetName}";

    public string MachineId => _ids.Of(ResourceTypes.VirtualMachine, _request.Name);

    public string InterfaceId => _request.NetworkInterfaceId ?? _ids.Of(ResourceTypes.NetworkInterface, InterfaceName);

    public string PublicAddressId => _ids.Of(ResourceTypes.PublicIpAddress, PublicAddressName);

    /// <summary>The name of the network that is made for a VM.</summary>
    public static string NetworkNameOf(string machine) => machine + "-vnet";

    public Body SecurityGroup()
    {
        List<object?> rules = [];

        // A service tag stands alone.
        bool isTag = _request.AllowRdpFrom.Contains(SourceAddresses.Everybody);
        if (_request.AllowRdpFrom.Count > 0)
        {
            rules.Add(new Body
            {
                ["name"] = "allow-rdp",
                ["properties"] = new Body
                {
                    ["protocol"] = "Tcp",
                    ["direction"] = "Inbound",
                    ["access"] = "Allow",
                    ["priority"] = RulePriority,
                    [isTag ? "sourceAddressPrefix" : "sourceAddressPrefixes"] = isTag ? SourceAddresses.Everybody : _request.AllowRdpFrom.ToList<object?>(),
                    ["sourcePortRange"] = "*",
                    ["destinationAddressPrefix"] = "*",
                    ["destinationPortRange"] = RemoteDesktopPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            });
        }

        return Located(properties: new Body { ["securityRules"] = rules });
    }

    public Body Network() => Located(properties: new Body
    {
        ["addressSpace"] = new Body { ["addressPrefixes"] = new List<object?> { "10.84.0.0/24" } },
        ["subnets"] = new List<object?> { new Body { ["name"] = SubnetName, ["properties"] = new Body { ["addressPrefix"] = "10.84.0.0/24" } } },
    });

    public Body PublicAddress() => Zoned(Located(sku: "Standard", properties: new Body
    {
        ["publicIPAllocationMethod"] = "Static",
        ["publicIPAddressVersion"] = "IPv4",
    }));

    public Body Interface()
    {
        var address = new Body
        {
            ["primary"] = true,
            ["privateIPAllocationMethod"] = "Dynamic",
            ["subnet"] = new Body { ["id"] = SubnetId },
        };
        if (HasPublicAddress) address["publicIPAddress"] = new Body { ["id"] = PublicAddressId };
        return Located(properties: new Body
        {
            ["ipConfigurations"] = new List<object?> { new Body { ["name"] = "primary", ["properties"] = address } },
            ["networkSecurityGroup"] = new Body { ["id"] = SecurityGroupId },

            // Legacy guests have no driver for the virtual function.
            ["enableAcceleratedNetworking"] = false,
        });
    }

    public Body Machine(string osType, string size)
    {
        var properties = new Body
        {
            ["hardwareProfile"] = new Body { ["vmSize"] = size },
            ["storageProfile"] = new Body
            {
                ["osDisk"] = new Body
                {
                    ["createOption"] = "Attach",
                    ["osType"] = osType,

                    // ReadOnly by default: crash-consistent restore points give no guarantee under read/write caching.
                    ["caching"] = _request.Caching,
                    ["managedDisk"] = new Body { ["id"] = DiskId },

                    // The disk may be the only copy: it outlives the VM.
                    ["deleteOption"] = "Detach",
                },
            },
            ["networkProfile"] = new Body
            {
                ["networkInterfaces"] = new List<object?> { new Body { ["id"] = InterfaceId, ["properties"] = new Body { ["primary"] = true } } },
            },
            ["diagnosticsProfile"] = new Body { ["bootDiagnostics"] = new Body { ["enabled"] = true } },
        };
        if (_request.DataDiskPaths.Count > 0)
            ((Body)properties["storageProfile"]!)["dataDisks"] = Enumerable.Range(0, _request.DataDiskPaths.Count).Select(unit => (object?)DataDiskAt(unit)).ToList();
        if (_request.AvailabilitySetId is { } set) properties["availabilitySet"] = new Body { ["id"] = set };
        if (_request.ProximityPlacementGroupId is { } group) properties["proximityPlacementGroup"] = new Body { ["id"] = group };
        if (_request.LicenseType is not null) properties["licenseType"] = _request.LicenseType;
        return Zoned(Located(properties: properties));
    }

    public Body Extension(KnownExtension extension) => Located(properties: new Body
    {
        ["publisher"] = extension.Publisher,
        ["type"] = extension.Type,
        ["typeHandlerVersion"] = extension.Version,
        ["autoUpgradeMinorVersion"] = true,
    });

    private Body DataDiskAt(int unit) => new()
    {
        ["lun"] = unit,
        ["createOption"] = "Attach",
        ["caching"] = "None",
        ["managedDisk"] = new Body { ["id"] = DataDiskId(unit) },
        ["deleteOption"] = "Detach",
    };
}
