using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Policy.Facts;
using Body = System.Collections.Generic.Dictionary<string, object?>;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The bodies of the requests that make a disk and the group that it is in.</summary>
internal class DiskBodies(DiskRequest request, ResourceIds ids)
{
    public string DiskName => request.DiskName!;

    public string DiskId => ids.Of(ResourceTypes.Disk, DiskName);

    public Body Group() => Located();

    public Body Disk(GuestDeclaration guest, long uploadSize, string imageTag) => Bootable(DataDisk(uploadSize, imageTag), guest);

    public Body DataDisk(long uploadSize, string imageTag) => Filled(imageTag, new Body { ["createOption"] = "Upload", ["uploadSizeBytes"] = uploadSize });

    /// <summary>A disk from a page blob that holds the whole image.</summary>
    public Body ImportedDisk(GuestDeclaration guest, string blob, string storageAccountId, string imageTag) =>
        Bootable(Filled(imageTag, new Body { ["createOption"] = "Import", ["sourceUri"] = blob, ["storageAccountId"] = storageAccountId }), guest);

    private Body Filled(string imageTag, Body creationData)
    {
        var properties = new Body { ["creationData"] = creationData };
        if (request.DiskEncryptionSetId is { } set) properties["encryption"] = new Body { ["diskEncryptionSetId"] = set, ["type"] = "EncryptionAtRestWithCustomerKey" };
        Body body = Located(sku: request.DiskSku, properties: properties);

        // A disk that is in every zone may not be put into one: "A disk with sku 'Premium_ZRS' cannot be created in an availability zone."
        if (!request.DiskSku.EndsWith("_ZRS", StringComparison.Ordinal)) Zoned(body);
        ((Body)body["tags"]!)[ImageIdentity.Tag] = imageTag;
        return body;
    }

    private static Body Bootable(Body body, GuestDeclaration guest)
    {
        var properties = (Body)body["properties"]!;
        properties["osType"] = guest.OsType;
        properties["hyperVGeneration"] = guest.Generation;
        if (guest.Tag is { } tag) ((Body)body["tags"]!)[GuestTag.Name] = tag.ToString();
        return body;
    }

    protected Body Located(string? sku = null, Body? properties = null)
    {
        var body = new Body { ["location"] = request.Location, ["tags"] = request.Tags.ToDictionary(t => t.Key, t => (object?)t.Value) };
        if (sku is not null) body["sku"] = new Body { ["name"] = sku };
        if (properties is not null) body["properties"] = properties;
        return body;
    }

    protected Body Zoned(Body body)
    {
        if (request.Zone is not null) body["zones"] = new List<object?> { request.Zone };
        return body;
    }
}
