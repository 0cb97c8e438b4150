using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>What all network resources have in common: an etag, 201 at first, and an operation that ends soon.</summary>
internal abstract class NetworkKind(ResourceStore store) : ResourceKind(store)
{
    public override RehearsalReply Put(ResourceRequest request)
    {
        RequireText(request, "location");
        Check(request);
        Resource? before = Store.Find(request.Id);
        Resource resource = Make(request, "Updating");
        resource.Body["etag"] = $"W/\"{Guid.NewGuid()}\"";
        resource.Properties["resourceGuid"] = before?.Properties["resourceGuid"]?.DeepClone() ?? Guid.NewGuid().ToString();
        Fill(resource, before);
        Store.Put(resource);
        Operation operation = Store.Start(resource, () =>
        {
            resource.Properties["provisioningState"] = "Succeeded";
            OnCreated(resource);
            return null;
        });
        return ArmReply.Json(before is null ? 201 : 200, resource.Body, Store.Headers(resource, operation, request.ApiVersion, withLocation: false));
    }

    /// <summary>Throws where Azure would refuse.</summary>
    protected virtual void Check(ResourceRequest request)
    {
    }

    /// <summary>Adds what the service adds.</summary>
    protected virtual void Fill(Resource resource, Resource? before)
    {
    }

    protected virtual void OnCreated(Resource resource)
    {
    }

    protected Resource RequireReference(string id) =>
        Store.Find(id) ?? throw new ArmRefusal(400, "InvalidResourceReference", $"Resource {id} referenced by resource was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.");

    protected IEnumerable<JsonObject> AddressConfigurations() =>
        Store.All.Where(r => r.Type == NetworkInterfaceKind.TypeName).SelectMany(nic => nic.Properties["ipConfigurations"] as JsonArray ?? []).Select(c => (JsonObject)c!["properties"]!);

    protected static bool Same(JsonNode? one, string other) => other.Equals((string?)one, StringComparison.OrdinalIgnoreCase);
}

internal sealed class SecurityGroupKind(ResourceStore store) : NetworkKind(store)
{
    public override string Type => "Microsoft.Network/networkSecurityGroups";

    protected override void CheckDelete(Resource resource)
    {
        if (Store.All.Any(r => r.Type == NetworkInterfaceKind.TypeName && Same(r.Properties["networkSecurityGroup"]?["id"], resource.Id)))
            throw new ArmRefusal(400, "InUseNetworkSecurityGroupCannotBeDeleted", $"Network security group {resource.Id} cannot be deleted because it is in use.");
    }
}

internal sealed class VirtualNetworkKind(ResourceStore store) : NetworkKind(store)
{
    private const int LongestName = 64;

    public override string Type => "Microsoft.Network/virtualNetworks";

    protected override void Check(ResourceRequest request)
    {
        if (request.Name.Length > LongestName) throw new ArmRefusal(400, "InvalidResourceName", $"Resource name {request.Name} is invalid. The name can be up to {LongestName} characters long.");
        if (request.At("properties", "addressSpace", "addressPrefixes") is not JsonArray { Count: > 0 })
            throw new ArmRefusal(400, "AddressPrefixesCannotBeEmpty", "Address prefixes of the virtual network cannot be empty.");
    }

    protected override void Fill(Resource resource, Resource? before)
    {
        foreach (JsonNode? subnet in resource.Properties["subnets"] as JsonArray ?? [])
        {
            subnet!["id"] = $"{resource.Id}/subnets/{(string?)subnet["name"]}";
            subnet["properties"]!["provisioningState"] = "Succeeded";
        }
    }

    protected override void CheckDelete(Resource resource)
    {
        if (AddressConfigurations().Any(c => ((string?)c["subnet"]?["id"])?.StartsWith(resource.Id + "/", StringComparison.OrdinalIgnoreCase) == true))
            throw new ArmRefusal(400, "InUseSubnetCannotBeDeleted", $"A subnet of {resource.Id} is in use and cannot be deleted.");
    }
}

internal sealed class PublicAddressKind(ResourceStore store) : NetworkKind(store)
{
    private int _last;

    public override string Type => "Microsoft.Network/publicIPAddresses";

    protected override void Check(ResourceRequest request)
    {
        if ((string?)request.At("sku", "name") == "Standard" && (string?)request.At("properties", "publicIPAllocationMethod") != "Static")
            throw new ArmRefusal(400, "PublicIPAddressAllocationMethodInvalid", "Standard sku publicIp must have AllocationMethod set to Static.");
        if ((string?)request.At("sku", "name") != "Standard")
            throw new ArmRefusal(400, "IPv4BasicSkuPublicIpCountLimitReached", "Cannot create more than 0 IPv4 Basic SKU public IP addresses for this subscription in this region.");
    }

    // An address of the block that is kept for documentation.
    protected override void Fill(Resource resource, Resource? before) =>
        resource.Properties["ipAddress"] = before?.Properties["ipAddress"]?.DeepClone() ?? $"198.51.100.{1 + (++_last % 250)}";

    protected override void CheckDelete(Resource resource)
    {
        if (AddressConfigurations().Any(c => Same(c["publicIPAddress"]?["id"], resource.Id)))
            throw new ArmRefusal(400, "PublicIPAddressCannotBeDeleted", $"Public IP address {resource.Id} can not be deleted since it is still allocated.");
    }
}

internal sealed class NetworkInterfaceKind(ResourceStore store) : NetworkKind(store)
{
    public const string TypeName = "Microsoft.Network/networkInterfaces";

    private int _last = 3;

    public override string Type => TypeName;

    protected override void Check(ResourceRequest request)
    {
        if (request.At("properties", "networkSecurityGroup", "id") is { } group) RequireReference((string)group!);
        foreach (JsonNode? configuration in request.At("properties", "ipConfigurations") as JsonArray ?? [])
        {
            string subnet = (string?)configuration?["properties"]?["subnet"]?["id"] ?? throw new ArmRefusal(400, "SubnetMissing", "A configuration has no subnet.");
            Resource network = RequireReference(subnet.Substring(0, Math.Max(0, subnet.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase))));
            if ((network.Properties["subnets"] as JsonArray)?.Any(s => Same(s!["id"], subnet)) != true)
                throw new ArmRefusal(400, "InvalidResourceReference", $"Resource {subnet} referenced by resource was not found.");
            if (configuration!["properties"]!["publicIPAddress"]?["id"] is { } address) RequireReference((string)address!);
        }
    }

    protected override void Fill(Resource resource, Resource? before)
    {
        foreach (JsonNode? configuration in resource.Properties["ipConfigurations"] as JsonArray ?? [])
        {
            var properties = (JsonObject)configuration!["properties"]!;
            configuration["id"] = $"{resource.Id}/ipConfigurations/{(string?)configuration["name"]}";
            properties["provisioningState"] = "Succeeded";
            properties["privateIPAddress"] = before?.Properties["ipConfigurations"]?[0]?["properties"]?["privateIPAddress"]?.DeepClone() ?? Allocate((string)properties["subnet"]!["id"]!);
        }

        if (before?.Properties["virtualMachine"] is { } machine) resource.Properties["virtualMachine"] = machine.DeepClone();
    }

    protected override void CheckDelete(Resource resource)
    {
        if (resource.Properties["virtualMachine"]?["id"] is { } machine)
            throw new ArmRefusal(400, "NicInUse", $"Network Interface {resource.Id} is used by existing resource {(string?)machine}.");
    }

    /// <summary>The first addresses of a subnet are Azure's own; ours begin with the fourth.</summary>
    private string Allocate(string subnetId)
    {
        Resource network = Store.Find(subnetId.Substring(0, subnetId.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase)))!;
        JsonNode subnet = ((JsonArray)network.Properties["subnets"]!).First(s => Same(s!["id"], subnetId))!;
        string prefix = (string?)subnet["properties"]!["addressPrefix"] ?? "10.0.0.0/24";
        return $"{prefix.Substring(0, prefix.LastIndexOf('.'))}.{++_last}";
    }
}
