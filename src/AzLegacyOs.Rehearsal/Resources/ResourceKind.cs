using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>A request about one resource.</summary>
internal sealed record ResourceRequest(string Id, string Name, string ApiVersion, JsonObject Body)
{
    public JsonObject Properties => Body["properties"] as JsonObject ?? [];

    /// <summary>The value at a path of property names; null where there is none.</summary>
    public JsonNode? At(params string[] path)
    {
        JsonNode? node = Body;
        foreach (string name in path) node = (node as JsonObject)?[name];
        return node;
    }
}

/// <summary>How one type of resource answers.</summary>
internal abstract class ResourceKind(ResourceStore store)
{
    public abstract string Type { get; }

    protected ResourceStore Store => store;

    public abstract RehearsalReply Put(ResourceRequest request);

    public virtual RehearsalReply Patch(ResourceRequest request) => throw NotAllowed("PATCH");

    public virtual RehearsalReply Act(ResourceRequest request, string action) => throw NotAllowed(action);

    public virtual RehearsalReply Delete(ResourceRequest request)
    {
        if (Store.Find(request.Id) is not { } resource) return ArmReply.Empty(204);
        CheckDelete(resource);
        Operation operation = Store.Start(resource, () =>
        {
            OnDelete(resource);
            Store.Remove(resource.Id);
            return null;
        });
        return ArmReply.Empty(202, Store.Headers(resource, operation, request.ApiVersion, withLocation: true));
    }

    /// <summary>Throws where the resource cannot be removed now.</summary>
    protected virtual void CheckDelete(Resource resource)
    {
    }

    protected virtual void OnDelete(Resource resource)
    {
    }

    /// <summary>The resource that a PUT makes or replaces, as it will be: the request with its identity.</summary>
    protected Resource Make(ResourceRequest request, string provisioningState)
    {
        var body = (JsonObject)request.Body.DeepClone();
        body["id"] = request.Id;
        body["name"] = request.Name;
        body["type"] = Type;
        var properties = (JsonObject)(body["properties"] ??= new JsonObject());
        properties["provisioningState"] = provisioningState;
        return new Resource { Id = request.Id, Type = Type, Name = request.Name, Body = body };
    }

    protected static string RequireText(ResourceRequest request, params string[] path) =>
        request.At(path) is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
            ? text
            : throw new ArmRefusal(400, "InvalidParameter", $"Required parameter '{string.Join(".", path.Where(p => p != "properties"))}' is missing (null).", string.Join(".", path.Where(p => p != "properties")));

    protected static ArmRefusal Invalid(string target, string message) => new(400, "InvalidParameter", message, target);

    private ArmRefusal NotAllowed(string what) => new(405, "MethodNotAllowed", $"{Type} does not know {what}.");
}
