using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>Answers about the subscription itself: usages, providers, permissions, validation.</summary>
internal sealed class SubscriptionService(ResourceStore store, RehearsalSubscription subscription, string subscriptionId, IReadOnlyCollection<string> locations)
{
    private const string Policy = "RequestDisallowedByPolicy";

    /// <summary>Usage and limits of Compute in a region.</summary>
    public RehearsalReply Usages(string location)
    {
        if (!locations.Contains(location, StringComparer.OrdinalIgnoreCase))
            throw new ArmRefusal(400, "NoRegisteredProviderFound", $"No registered resource provider found for location '{location}'.");
        IEnumerable<string> names = ["cores", "virtualMachines", .. RehearsalSize.All.Select(size => size.Family).Distinct()];
        return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. names.Select(name => Usage(name, location))]) });
    }

    /// <summary>A resource provider with the regions of its types.</summary>
    public RehearsalReply Provider(string name)
    {
        string[] types = name.ToUpperInvariant() switch
        {
            "MICROSOFT.COMPUTE" => ["disks", "virtualMachines", "virtualMachines/extensions", "availabilitySets"],
            "MICROSOFT.NETWORK" => ["networkSecurityGroups", "virtualNetworks", "networkInterfaces", "publicIPAddresses"],
            _ => throw new ArmRefusal(404, "InvalidResourceNamespace", $"The resource namespace '{name}' is invalid."),
        };
        return ArmReply.Json(200, new JsonObject
        {
            ["id"] = $"/subscriptions/{subscriptionId}/providers/{name}",
            ["namespace"] = name,
            ["registrationState"] = State(name),
            ["resourceTypes"] = new JsonArray([.. types.Select(type => new JsonObject { ["resourceType"] = type, ["locations"] = new JsonArray([.. locations.Select(place => (JsonNode)place)]) })]),
        });
    }

    public RehearsalReply Permissions() => ArmReply.Json(200, new JsonObject
    {
        ["value"] = new JsonArray(new JsonObject
        {
            ["actions"] = new JsonArray([.. subscription.Actions.Select(action => (JsonNode)action)]),
            ["notActions"] = new JsonArray([.. subscription.NotActions.Select(action => (JsonNode)action)]),
        }),
    });

    /// <summary>Addresses that the subnets of a network have given.</summary>
    public RehearsalReply NetworkUsages(string networkId)
    {
        Resource network = store.Require(networkId);
        IEnumerable<JsonNode?> rows = (network.Properties["subnets"] as JsonArray ?? []).Select(subnet => (JsonNode?)new JsonObject
        {
            ["id"] = (string?)subnet!["id"],
            ["currentValue"] = (double)AddressesOf((string?)subnet["id"] ?? ""),
            ["limit"] = (double)Capacity((string?)subnet["properties"]?["addressPrefix"]),
            ["unit"] = "Count",
            ["name"] = new JsonObject { ["value"] = "SubnetSpace", ["localizedValue"] = "Subnet size and usage" },
        });
        return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. rows]) });
    }

    /// <summary>Looks over a deployment without making anything.</summary>
    public RehearsalReply Validate(JsonObject body, string name)
    {
        foreach (JsonNode? resource in body["properties"]?["template"]?["resources"] as JsonArray ?? throw new ArmRefusal(400, "InvalidTemplate", "The template has no resources."))
        {
            var details = (JsonObject)resource!;
            if (subscription.Policy((string?)details["type"] ?? "", details) is not { } policy) continue;
            var error = new JsonObject { ["code"] = "InvalidTemplateDeployment", ["message"] = "The template deployment failed because of policy violation. Please see details for more information." };
            error["details"] = new JsonArray(new JsonObject { ["code"] = Policy, ["target"] = (string?)details["name"], ["message"] = Forbidden((string?)details["name"], policy) });
            return ArmReply.Json(400, new JsonObject { ["error"] = error });
        }

        return ArmReply.Json(200, new JsonObject { ["name"] = name, ["type"] = "Microsoft.Resources/deployments", ["properties"] = new JsonObject { ["mode"] = "Incremental", ["provisioningState"] = "Succeeded" } });
    }

    /// <summary>Throws where the subscription does not allow a resource to be made.</summary>
    public void CheckPut(string type, ResourceRequest request)
    {
        string provider = type.Split('/')[0];
        if (State(provider) is not ("Registered" or "Registering"))
            throw new ArmRefusal(409, "MissingSubscriptionRegistration", $"The subscription is not registered to use namespace '{provider}'. See https://aka.ms/rps-not-found for how to register subscriptions.");
        if (subscription.Policy(type, request.Body) is { } policy) throw new ArmRefusal(403, Policy, Forbidden(request.Name, policy));
    }

    /// <summary>Throws where a new VM does not fit the quota.</summary>
    public void CheckQuota(ResourceRequest request)
    {
        string? name = (string?)request.At("properties", "hardwareProfile", "vmSize");
        if (RehearsalSize.All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } size || store.Find(request.Id) is not null) return;
        foreach (string counter in new[] { "cores", size.Family })
        {
            int used = Used(counter, (string?)request.Body["location"] ?? "");
            if (used + size.Processors > subscription.LimitOf(counter))
            {
                throw new ArmRefusal(409, "OperationNotAllowed", $"Operation could not be completed as it results in exceeding approved {counter} Cores quota. Additional details - Location: {(string?)request.Body["location"]}, "
                    + $"Current Limit: {subscription.LimitOf(counter)}, Current Usage: {used}, Additional Required: {size.Processors}, (Minimum) New Limit Required: {used + size.Processors}.");
            }
        }
    }

    private string State(string provider) => subscription.Registrations.TryGetValue(provider, out string? state) ? state : "Registered";

    private JsonObject Usage(string name, string location) => new()
    {
        ["unit"] = "Count",
        ["currentValue"] = Used(name, location),
        ["limit"] = subscription.LimitOf(name),
        ["name"] = new JsonObject { ["value"] = name, ["localizedValue"] = name },
    };

    private int Used(string counter, string location) => store.All
        .Where(r => r.Type == MachineKind.TypeName && location.Equals(r.Location, StringComparison.OrdinalIgnoreCase))
        .Select(r => RehearsalSize.All.FirstOrDefault(size => size.Name.Equals((string?)r.Properties["hardwareProfile"]?["vmSize"], StringComparison.OrdinalIgnoreCase)))
        .OfType<RehearsalSize>()
        .Sum(size => counter == "virtualMachines" ? 1 : counter == "cores" || counter == size.Family ? size.Processors : 0);

    private int AddressesOf(string subnetId) => store.All.Where(r => r.Type == NetworkInterfaceKind.TypeName)
        .SelectMany(nic => nic.Properties["ipConfigurations"] as JsonArray ?? [])
        .Count(configuration => subnetId.Equals((string?)configuration!["properties"]?["subnet"]?["id"], StringComparison.OrdinalIgnoreCase));

    // Azure keeps five addresses of each subnet.
    private static int Capacity(string? prefix) => prefix is not null && int.TryParse(prefix.Substring(prefix.IndexOf('/') + 1), out int length) && length is > 7 and < 30 ? (1 << (32 - length)) - 5 : 0;

    private static string Forbidden(string? name, string policy) => $"Resource '{name}' was disallowed by policy. Policy identifiers: '[{{\"policyAssignment\":{{\"name\":\"{policy}\"}}}}]'.";
}
