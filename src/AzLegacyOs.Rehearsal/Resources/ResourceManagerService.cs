using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>Resource Manager: finds out what a request is about and lets the kind of the resource answer.</summary>
internal sealed class ResourceManagerService
{
    private const string GroupType = "Microsoft.Resources/resourceGroups";

    private static readonly Regex LocationFilter = new(@"^location eq '([a-z0-9]{1,60})'$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static readonly HashSet<string> Locations = new(StringComparer.OrdinalIgnoreCase)
    {
        "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral", "brazilsouth", "canadacentral", "canadaeast", "centralindia", "centralus", "chilecentral", "denmarkeast", "eastasia", "eastus", "eastus2",
        "francecentral", "germanywestcentral", "indonesiacentral", "israelcentral", "italynorth", "japaneast", "japanwest", "koreacentral", "koreasouth", "malaysiawest", "mexicocentral", "newzealandnorth", "northcentralus",
        "northeurope", "norwayeast", "polandcentral", "qatarcentral", "southafricanorth", "southcentralus", "southeastasia", "southindia", "spaincentral", "swedencentral",
        "switzerlandnorth", "uaenorth", "uksouth", "ukwest", "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3",
        "usgovvirginia", "usgovarizona", "usgovtexas", "chinaeast2", "chinaeast3", "chinanorth2", "chinanorth3",
    };

    private readonly ResourceStore _store;
    private readonly string _subscriptionId;
    private readonly string _token;
    private readonly Dictionary<string, ResourceKind> _kinds;
    private readonly SubscriptionService _subscription;
    private readonly RehearsalSubscription _rules;
    private readonly BootDiagnostics _diagnostics;

    public ResourceManagerService(ResourceStore store, RehearsalSubscription subscription, BootDiagnostics diagnostics, string subscriptionId, string token)
    {
        _store = store;
        _rules = subscription;
        _diagnostics = diagnostics;
        _subscriptionId = subscriptionId;
        _token = token;
        ResourceKind[] kinds =
        [
            new DiskKind(store), new StorageAccountKind(store), new MachineKind(store, subscription, diagnostics), new ExtensionKind(store), new SecurityGroupKind(store),
            new VirtualNetworkKind(store), new PublicAddressKind(store), new NetworkInterfaceKind(store),
            new PlainKind(store, "Microsoft.Network/routeTables"), new PlainKind(store, "Microsoft.Compute/availabilitySets"),
            new PlainKind(store, "Microsoft.Compute/proximityPlacementGroups"), new PlainKind(store, "Microsoft.Compute/diskEncryptionSets"),
        ];
        _subscription = new SubscriptionService(store, subscription, subscriptionId, Locations);
        _kinds = kinds.ToDictionary(k => k.Type, StringComparer.OrdinalIgnoreCase);
    }

    public RehearsalReply Answer(RehearsalRequest request)
    {
        try
        {
            if (request.Header("Authorization") != "Bearer " + _token)
                throw new ArmRefusal(401, "InvalidAuthenticationToken", "The access token is invalid.");
            string version = request.Query("api-version") ?? throw new ArmRefusal(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
            return Route(request, version);
        }
        catch (ArmRefusal refusal)
        {
            return refusal.Reply();
        }
        catch (JsonException)
        {
            return new ArmRefusal(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.").Reply();
        }
        catch (InvalidOperationException)
        {
            // A value of the body has another JSON type than the service expects.
            return new ArmRefusal(400, "InvalidRequestContent", "The request content was invalid: a value has the wrong type.").Reply();
        }
    }

    private RehearsalReply Route(RehearsalRequest request, string version)
    {
        string[] path = request.Segments;
        bool Is(int index, string text) => path.Length > index && path[index].Equals(text, StringComparison.OrdinalIgnoreCase);
        if (!Is(0, "subscriptions")) throw Unknown();
        if (path.Length == 1) return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray(Subscription()) });
        if (!Is(1, _subscriptionId)) throw new ArmRefusal(404, "SubscriptionNotFound", $"The subscription '{path[1]}' could not be found.");
        if (path.Length == 2) return ArmReply.Json(200, Subscription());
        if (Is(2, "operationresults") && path.Length == 4) return Watch(path[3], request, isStatus: false);
        if (Is(2, "providers")) return Provider(request, path);
        if (!Is(2, "resourceGroups") || path.Length < 4) throw Unknown();
        string group = $"/subscriptions/{_subscriptionId}/resourceGroups/{path[3]}";
        if (request.Method == "GET" && path.Length == 8 && _store.DescribeAccounts().FirstOrDefault(a => a.Id.Equals(request.Uri.AbsolutePath, StringComparison.OrdinalIgnoreCase)) is { } account)
            return ArmReply.Json(200, account.Body);
        if (path.Length == 4) return Group(request, group, path[3], version);
        if (_store.Find(group) is null) throw new ArmRefusal(404, "ResourceGroupNotFound", $"Resource group '{path[3]}' could not be found.");
        if (Is(4, "resources") && path.Length == 5) return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. Children(group).Select(Short)]) });
        if (Is(4, "providers") && Is(5, "Microsoft.Authorization") && Is(6, "permissions") && path.Length == 7) return _subscription.Permissions();
        if (Is(4, "providers") && Is(6, "deployments") && Is(8, "validate") && request.Method == "POST") return _subscription.Validate(Body(request), path[7]);
        if (!Is(4, "providers") || path.Length < 8) throw Unknown();
        return OfKind(request, path, group, version);
    }

    private RehearsalReply OfKind(RehearsalRequest request, string[] path, string group, string version)
    {
        string id = $"{group}/providers/{string.Join("/", path.Skip(5))}";
        string type = $"{path[5]}/{path[6]}";
        if (path.Length == 9 && request.Method == "GET" && path[8] == "usages") return _subscription.NetworkUsages(id.Substring(0, id.LastIndexOf('/')));
        if (path.Length == 9 && request.Method == "GET") return List(id, $"{type}/{path[8]}");
        if (path.Length == 10) type = $"{type}/{path[8]}";
        if (path.Length is not (8 or 9 or 10) || !_kinds.TryGetValue(type, out ResourceKind? kind)) throw Unknown();
        string action = path.Length == 9 ? path[8] : "";
        if (action.Length > 0) id = id.Substring(0, id.LastIndexOf('/'));
        var details = new ResourceRequest(id, path[path.Length == 10 ? 9 : 7], version, Body(request));
        if (request.Method == "PUT") Check(type, details);
        return request.Method switch
        {
            "GET" => ArmReply.Json(200, request.Query("$expand") == "instanceView" ? _diagnostics.WithInstanceView(Shown(id).Body) : Shown(id).Body),
            "PUT" => Put(kind, details),
            "PATCH" => kind.Patch(details),
            "DELETE" => kind.Delete(details),
            "POST" when action.Length > 0 => kind.Act(details, action),
            _ => throw Unknown(),
        };
    }

    private Resource Shown(string id)
    {
        Resource resource = _store.Require(id);
        return resource.HiddenLooks-- > 0 ? throw ResourceStore.NotFound(id) : resource;
    }

    private RehearsalReply Put(ResourceKind kind, ResourceRequest request)
    {
        bool isNew = _store.Find(request.Id) is null;
        RehearsalReply reply = kind.Put(request);
        if (isNew && _rules.IsSlowToShow) _store.Require(request.Id).HiddenLooks = 1;
        return reply;
    }

    private void Check(string type, ResourceRequest request)
    {
        RequireLocation(request.Body);
        _subscription.CheckPut(type, request);
        if (type.Equals(MachineKind.TypeName, StringComparison.OrdinalIgnoreCase)) _subscription.CheckQuota(request);
    }

    private RehearsalReply List(string parentAndName, string type)
    {
        string parent = parentAndName.Substring(0, parentAndName.LastIndexOf('/'));
        _store.Require(parent);
        IEnumerable<JsonNode?> rows = _store.All.Where(r => r.Type.Equals(type, StringComparison.OrdinalIgnoreCase)
            && r.Id.StartsWith(parent + "/", StringComparison.OrdinalIgnoreCase)).Select(r => r.Body.DeepClone());
        return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. rows]) });
    }

    private RehearsalReply Provider(RehearsalRequest request, string[] path)
    {
        if (path.Length == 4) return _subscription.Provider(path[3]);
        if (path.Length == 7 && path[4] == "locations" && path[6] == "usages") return _subscription.Usages(path[5]);
        if (path.Length == 5 && path[4].Equals("skus", StringComparison.OrdinalIgnoreCase)) return Skus(request);
        if (path.Length == 5 && path[4].Equals("storageAccounts", StringComparison.OrdinalIgnoreCase))
            return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. _store.DescribeAccounts().Select(account => account.Body)]) });
        if (path.Length == 5 && $"{path[3]}/{path[4]}".Equals(MachineKind.TypeName, StringComparison.OrdinalIgnoreCase))
            return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. _store.All.Where(r => r.Type == MachineKind.TypeName).Select(r => r.Body.DeepClone())]) });
        if (path.Length == 8 && path[4] == "locations" && path[6] is "operations" or "DiskOperations") return Watch(path[7], request, isStatus: request.Query("monitor") is null);
        throw Unknown();
    }

    private RehearsalReply Watch(string name, RehearsalRequest request, bool isStatus)
    {
        Operation operation = _store.FindOperation(name) ?? throw new ArmRefusal(404, "ResourceNotFound", "The operation was not found.");
        operation.Look();
        return isStatus ? operation.Status() : operation.Result(request.Uri.ToString());
    }

    private static RehearsalReply Skus(RehearsalRequest request)
    {
        string location = LocationFilter.Match(request.Query("$filter") ?? "") is { Success: true } match ? match.Groups[1].Value.ToLowerInvariant() : "westeurope";
        var rows = new JsonArray();
        if (Locations.Contains(location))
        {
            rows.Add(new JsonObject { ["resourceType"] = "availabilitySets", ["name"] = "Aligned", ["locations"] = new JsonArray(location), ["capabilities"] = new JsonArray(), ["restrictions"] = new JsonArray() });
            foreach (RehearsalSize size in RehearsalSize.All) rows.Add(size.Row(location));
        }

        return ArmReply.Json(200, new JsonObject { ["value"] = rows });
    }

    private RehearsalReply Group(RehearsalRequest request, string id, string name, string version)
    {
        Resource? found = _store.Find(id);
        switch (request.Method)
        {
            case "GET":
                return found is null ? throw GroupNotFound(name) : ArmReply.Json(200, found.Body);
            case "PUT":
                JsonObject body = Body(request);
                RequireLocation(body);
                if (found is not null && found.Location != (string?)body["location"])
                    throw new ArmRefusal(409, "InvalidResourceGroupLocation", $"Invalid resource group location '{(string?)body["location"]}'. The Resource group already exists in location '{found.Location}'.");
                body["id"] = id;
                body["name"] = name;
                body["type"] = GroupType;
                body["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" };
                _store.Put(new Resource { Id = id, Type = GroupType, Name = name, Body = body });
                return ArmReply.Json(found is null ? 201 : 200, body);
            case "DELETE":
                if (found is null) throw GroupNotFound(name);
                Operation operation = _store.Start(found, () =>
                {
                    foreach (Resource child in Children(id)) _store.Remove(child.Id);
                    _store.Remove(id);
                    return null;
                });
                return ArmReply.Empty(202, ("Location", _store.GroupOperation(_subscriptionId, operation, version)));
            default:
                throw Unknown();
        }
    }

    private List<Resource> Children(string group) => [.. _store.All.Where(r => r.Id.StartsWith(group + "/", StringComparison.OrdinalIgnoreCase))];

    private static JsonNode Short(Resource resource) =>
        new JsonObject { ["id"] = resource.Id, ["name"] = resource.Name, ["type"] = resource.Type, ["location"] = resource.Location };

    private JsonObject Subscription() => new()
    {
        ["id"] = $"/subscriptions/{_subscriptionId}",
        ["subscriptionId"] = _subscriptionId,
        ["displayName"] = "Rehearsal",
        ["state"] = "Enabled",
    };

    private static JsonObject Body(RehearsalRequest request) =>
        request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body) as JsonObject ?? throw new JsonException();

    private static void RequireLocation(JsonObject body)
    {
        if ((string?)body["location"] is not { } location) throw new ArmRefusal(400, "LocationRequired", "The location property is required for this definition.");
        if (!Locations.Contains(location))
            throw new ArmRefusal(400, "LocationNotAvailableForResourceType", $"The provided location '{location}' is not available. List of available regions is '{string.Join(",", Locations)}'.");
    }

    private static ArmRefusal GroupNotFound(string name) => new(404, "ResourceGroupNotFound", $"Resource group '{name}' could not be found.");

    private static ArmRefusal Unknown() => new(404, "InvalidResourceType", "The rehearsal does not know this address.");
}
