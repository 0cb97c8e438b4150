using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Rehearsal.Storage;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>All resources and operations of the rehearsal.</summary>
internal sealed class ResourceStore(string endpoint, Func<DateTimeOffset> clock) : IDisposable
{
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.OrdinalIgnoreCase);

    public Func<DateTimeOffset> Clock => clock;

    public PageService Pages { get; } = new(clock);

    public IEnumerable<Resource> All => _resources.Values;

    /// <summary>The resource, its operation taken a step on; null without one.</summary>
    public Resource? Find(string id)
    {
        if (!_resources.TryGetValue(id, out Resource? resource)) return null;
        resource.Pending?.Look();
        if (resource.Pending?.IsOver == true) resource.Pending = null;
        return _resources.TryGetValue(id, out resource) ? resource : null;
    }

    /// <summary>The resource, or a refusal.</summary>
    public Resource Require(string id) => Find(id) ?? throw NotFound(id);

    public void Put(Resource resource) => _resources[resource.Id] = resource;

    public void Remove(string id)
    {
        if (!_resources.TryGetValue(id, out Resource? resource)) return;
        _resources.Remove(id);
        resource.Dispose();
    }

    public Operation? FindOperation(string name) => _operations.TryGetValue(name, out Operation? operation) ? operation : null;

    /// <summary>Begins an operation on a resource.</summary>
    public Operation Start(Resource resource, Func<JsonNode?> finish, int looks = 2)
    {
        var operation = new Operation(finish, looks);
        _operations[operation.Name] = operation;
        resource.Pending = operation;
        return operation;
    }

    /// <summary>The headers that lead to an operation, as the provider of the type sends them.</summary>
    public (string Name, string Value)[] Headers(Resource resource, Operation operation, string apiVersion, bool withLocation)
    {
        string[] id = resource.Id.Split('/');
        string provider = resource.Type.Split('/')[0];
        string kind = resource.Type == "Microsoft.Compute/disks" ? "DiskOperations" : "operations";
        string address = $"{endpoint}/subscriptions/{id[2]}/providers/{provider}/locations/{resource.Location}/{kind}/{operation.Name}";
        (string, string) status = ("Azure-AsyncOperation", $"{address}?api-version={apiVersion}");
        return withLocation ? [status, ("Location", $"{address}?monitor=true&api-version={apiVersion}")] : [status];
    }

    /// <summary>The address that a removal of a resource group is watched at.</summary>
    public string GroupOperation(string subscriptionId, Operation operation, string apiVersion) =>
        $"{endpoint}/subscriptions/{subscriptionId}/operationresults/{operation.Name}?api-version={apiVersion}";

    public void Dispose()
    {
        foreach (Resource resource in _resources.Values) resource.Dispose();
        _resources.Clear();
    }

    public static ArmRefusal NotFound(string id)
    {
        string[] parts = id.Split('/');
        return new ArmRefusal(404, "ResourceNotFound", $"The Resource '{string.Join("/", parts.Skip(6))}' under resource group '{(parts.Length > 4 ? parts[4] : "")}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }
}
