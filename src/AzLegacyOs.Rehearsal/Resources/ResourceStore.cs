using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Rehearsal.Storage;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>All resources and operations of the rehearsal.</summary>
internal sealed class ResourceStore : IDisposable
{
    private const string AccountLocation = "westeurope";

    private readonly Dictionary<string, Resource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, StorageAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _endpoint;
    private readonly string _subscriptionId;

    public ResourceStore(string endpoint, string subscriptionId, string token, Func<DateTimeOffset> clock)
    {
        _endpoint = endpoint;
        _subscriptionId = subscriptionId;
        Clock = clock;
        Pages = new PageService(clock);
        Blobs = new BlobService(name => Account(name), token);
    }

    public Func<DateTimeOffset> Clock { get; }

    public PageService Pages { get; }

    public BlobService Blobs { get; }

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

    /// <summary>The storage account of a name; one that was not spoken of before is made.</summary>
    public StorageAccount Account(string name, string location = AccountLocation, bool allowsSharedKeys = true, bool hasRole = true)
    {
        lock (_accounts)
        {
            if (_accounts.TryGetValue(name, out StorageAccount? known)) return known;
            string group = $"/subscriptions/{_subscriptionId}/resourceGroups/{name}-group";
            var account = new StorageAccount($"{group}/providers/{StorageAccountKind.TypeName}/{name}", location, allowsSharedKeys) { HasRole = hasRole };
            return _accounts[name] = account;
        }
    }

    /// <summary>All storage accounts as resources.</summary>
    public IReadOnlyList<Resource> DescribeAccounts()
    {
        lock (_accounts) return [.. _accounts.Select(account => StorageAccountKind.Describe(account.Value, account.Key))];
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
        string address = $"{_endpoint}/subscriptions/{id[2]}/providers/{provider}/locations/{resource.Location}/{kind}/{operation.Name}";
        (string, string) status = ("Azure-AsyncOperation", $"{address}?api-version={apiVersion}");
        return withLocation ? [status, ("Location", $"{address}?monitor=true&api-version={apiVersion}")] : [status];
    }

    /// <summary>The address that a removal of a resource group is watched at.</summary>
    public string GroupOperation(string subscriptionId, Operation operation, string apiVersion) =>
        $"{_endpoint}/subscriptions/{subscriptionId}/operationresults/{operation.Name}?api-version={apiVersion}";

    public void Dispose()
    {
        foreach (Resource resource in _resources.Values) resource.Dispose();
        _resources.Clear();
        lock (_accounts)
        {
            foreach (StorageAccount account in _accounts.Values) account.Dispose();
        }
    }

    public static ArmRefusal NotFound(string id)
    {
        string[] parts = id.Split('/');
        return new ArmRefusal(404, "ResourceNotFound", $"The Resource '{string.Join("/", parts.Skip(6))}' under resource group '{(parts.Length > 4 ? parts[4] : "")}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }
}
