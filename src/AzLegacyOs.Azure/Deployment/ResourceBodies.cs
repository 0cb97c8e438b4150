using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Azure.ResourceManager;
using Body = System.Collections.Generic.Dictionary<string, object?>;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The bodies of the requests that make the resources of a deployment.</summary>
/// <remarks>
/// Nothing in them is illegal for a disk that is attached: no osProfile, no imageReference, no diskControllerType, no securityProfile.
/// </remarks>
internal sealed class ResourceBodies(DeploymentRequest request, ResourceIds ids)
{
    private const int RemoteDesktopPort = 3389;

    private const int RulePriority = 300;

    public const string SubnetName = "default";

    public string NetworkName => request.Name + "-vnet";

    public string SecurityGroupName => request.Name + "-nsg";

    public string PublicAddressName => request.Name + "-ip";

    public string InterfaceName => request.Name + "-nic";

    public string DiskName => request.DiskName!;

    public bool HasPublicAddress => request.AllowRdpFrom.Count > 0;

    public string SubnetId => request.SubnetId ?? $"{ids.Of(ResourceTypes.VirtualNetwork, NetworkName)}/subnets/{SubnetName}";

    public string DiskId => ids.Of(ResourceTypes.Disk, DiskName);

    public string MachineId => ids.Of(ResourceTypes.VirtualMachine, request.Name);

    public string InterfaceId => ids.Of(ResourceTypes.NetworkInterface, InterfaceName);

    public string PublicAddressId => ids.Of(ResourceTypes.PublicIpAddress, PublicAddressName);

    public Body Group() => Located();

    public Body SecurityGroup()
    {
        List<object?> rules = [];
        if (request.AllowRdpFrom.Count > 0)
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
                    ["sourceAddressPrefixes"] = request.AllowRdpFrom.ToList<object?>(),
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
            ["networkSecurityGroup"] = new Body { ["id"] = ids.Of(ResourceTypes.NetworkSecurityGroup, SecurityGroupName) },

            // Legacy guests have no driver for the virtual function.
            ["enableAcceleratedNetworking"] = false,
        });
    }

    public Body Disk(string osType, string generation, long uploadSize, string imageTag)
    {
        Body body = Zoned(Located(sku: request.DiskSku, properties: new Body
        {
            ["osType"] = osType,
            ["hyperVGeneration"] = generation,
            ["creationData"] = new Body { ["createOption"] = "Upload", ["uploadSizeBytes"] = uploadSize },
        }));
        ((Body)body["tags"]!)[ImageIdentity.Tag] = imageTag;
        return body;
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

                    // Crash-consistent restore points give no guarantee under read/write caching.
                    ["caching"] = "ReadOnly",
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
        if (request.LicenseType is not null) properties["licenseType"] = request.LicenseType;
        return Zoned(Located(properties: properties));
    }

    public Body Extension(KnownExtension extension) => Located(properties: new Body
    {
        ["publisher"] = extension.Publisher,
        ["type"] = extension.Type,
        ["typeHandlerVersion"] = extension.Version,
        ["autoUpgradeMinorVersion"] = true,
    });

    private Body Located(string? sku = null, Body? properties = null)
    {
        var body = new Body { ["location"] = request.Location, ["tags"] = request.Tags.ToDictionary(t => t.Key, t => (object?)t.Value) };
        if (sku is not null) body["sku"] = new Body { ["name"] = sku };
        if (properties is not null) body["properties"] = properties;
        return body;
    }

    private Body Zoned(Body body)
    {
        if (request.Zone is not null) body["zones"] = new List<object?> { request.Zone };
        return body;
    }
}
