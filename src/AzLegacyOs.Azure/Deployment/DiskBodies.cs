using AzLegacyOs.Azure.ResourceManager;
using Body = System.Collections.Generic.Dictionary<string, object?>;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The bodies of the requests that make a disk and the group that it is in.</summary>
internal class DiskBodies(DiskRequest request, ResourceIds ids)
{
    public string DiskName => request.DiskName!;

    public string DiskId => ids.Of(ResourceTypes.Disk, DiskName);

    public Body Group() => Located();

    public Body Disk(string osType, string generation, long uploadSize, string imageTag) =>
        Bootable(DataDisk(uploadSize, imageTag), osType, generation);

    public Body DataDisk(long uploadSize, string imageTag) => Filled(imageTag, new Body { ["createOption"] = "Upload", ["uploadSizeBytes"] = uploadSize });

    /// <summary>A disk from a page blob that holds the whole image.</summary>
    public Body ImportedDisk(string osType, string generation, string blob, string storageAccountId, string imageTag) =>
        Bootable(Filled(imageTag, new Body { ["createOption"] = "Import", ["sourceUri"] = blob, ["storageAccountId"] = storageAccountId }), osType, generation);

    private Body Filled(string imageTag, Body creationData)
    {
        var properties = new Body { ["creationData"] = creationData };
        if (request.DiskEncryptionSetId is { } set) properties["encryption"] = new Body { ["diskEncryptionSetId"] = set, ["type"] = "EncryptionAtRestWithCustomerKey" };
        Body body = Zoned(Located(sku: request.DiskSku, properties: properties));
        ((Body)body["tags"]!)[ImageIdentity.Tag] = imageTag;
        return body;
    }

    private static Body Bootable(Body body, string osType, string generation)
    {
        var properties = (Body)body["properties"]!;
        properties["osType"] = osType;
        properties["hyperVGeneration"] = generation;
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
