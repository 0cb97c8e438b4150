using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>A resource that others only point to: it is made as it was sent, at once.</summary>
internal sealed class PlainKind(ResourceStore store, string type) : ResourceKind(store)
{
    public override string Type => type;

    public override RehearsalReply Put(ResourceRequest request)
    {
        RequireText(request, "location");
        bool isNew = Store.Find(request.Id) is null;
        Resource resource = Make(request, "Succeeded");
        Store.Put(resource);
        return ArmReply.Json(isNew ? 201 : 200, resource.Body);
    }
}
