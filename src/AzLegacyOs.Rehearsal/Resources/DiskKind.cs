using System.Text;
using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Rehearsal.Storage;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>Managed disks by direct upload: ReadyToUpload, ActiveUpload, Unattached, Attached.</summary>
/// <remarks>Disks API, https://learn.microsoft.com/rest/api/compute/disks.</remarks>
internal sealed class DiskKind(ResourceStore store) : ResourceKind(store)
{
    public const string TypeName = "Microsoft.Compute/disks";

    private const long MiB = 1024 * 1024;

    private const int FooterLength = 512;

    // The SDK waits a whole second between two looks; a rehearsal should not.
    private const int AccessLooks = 1;

    private const string Cookie = "conectix";

    private static readonly string[] Skus = ["Standard_LRS", "StandardSSD_LRS", "StandardSSD_ZRS", "Premium_LRS", "Premium_ZRS", "PremiumV2_LRS", "UltraSSD_LRS"];

    public override string Type => TypeName;

    public override RehearsalReply Put(ResourceRequest request)
    {
        PageBlob? imported = Option(request) == "Import" ? ImportedBlob(request) : null;
        long size = imported?.Length ?? Check(request);
        if (Store.Find(request.Id) is { } existing) return Update(existing, request, size);
        Resource disk = Make(request, "Updating");
        disk.Pages = new PageBlob(request.Name, size);
        Store.Put(disk);
        Operation operation = Store.Start(disk, () =>
        {
            if (imported is not null) disk.Pages.CopyFrom(imported);
            Complete(disk, size, imported is null ? "ReadyToUpload" : "Unattached");
            return disk.Body;
        });

        // The first answer has no id and no type, and a property that no specification declares.
        var answer = (JsonObject)disk.Body.DeepClone();
        answer.Remove("id");
        answer.Remove("type");
        ((JsonObject)answer["properties"]!)["isArmResource"] = true;
        return ArmReply.Json(202, answer, Store.Headers(disk, operation, request.ApiVersion, withLocation: true));
    }

    public override RehearsalReply Patch(ResourceRequest request)
    {
        Resource disk = Store.Require(request.Id);
        if (request.Body["tags"] is JsonObject tags) disk.Body["tags"] = tags.DeepClone();
        return ArmReply.Json(200, disk.Body);
    }

    public override RehearsalReply Act(ResourceRequest request, string action)
    {
        Resource disk = Store.Require(request.Id);
        Operation operation = action.ToUpperInvariant() switch
        {
            "BEGINGETACCESS" => Begin(disk, request),
            "ENDGETACCESS" => End(disk),
            _ => throw new ArmRefusal(400, "InvalidRequest", $"A disk does not know the action {action}."),
        };
        return ArmReply.Empty(202, Store.Headers(disk, operation, request.ApiVersion, withLocation: true));
    }

    protected override void CheckDelete(Resource resource)
    {
        if (State(resource) is "ActiveUpload" or "ActiveSAS")
            throw new ArmRefusal(409, "OperationNotAllowed", $"There is an active shared access signature outstanding for disk {resource.Name}. Call EndGetAccess on the disk before attaching it or deleting it.");
        if (State(resource) is "Attached" or "Reserved")
            throw new ArmRefusal(409, "OperationNotAllowed", $"Disk {resource.Name} is attached to VM {(string?)resource.Body["managedBy"]}.");
    }

    private static string Option(ResourceRequest request) => RequireText(request, "properties", "creationData", "createOption");

    private PageBlob ImportedBlob(ResourceRequest request)
    {
        string address = RequireText(request, "properties", "creationData", "sourceUri");
        string accountId = RequireText(request, "properties", "creationData", "storageAccountId");
        (StorageAccount account, PageBlob? blob) = Store.Blobs.Find(new Uri(address));
        if (!account.Id.Equals(accountId, StringComparison.OrdinalIgnoreCase)) throw Invalid("storageAccountId", $"The blob {address} does not belong to the storage account {accountId}.");
        if (account.Location != RequireText(request, "location"))
            throw new ArmRefusal(400, "BadRequest", $"Storage account {account.Id} does not belong to the same region as the disk.");
        if (blob is null || Encoding.ASCII.GetString(blob.Footer(), 0, Cookie.Length) != Cookie)
            throw new ArmRefusal(400, "BadRequest", "Only blobs formatted as VHDs can be imported.");
        return blob;
    }

    private static long Check(ResourceRequest request)
    {
        RequireText(request, "location");
        if (RequireText(request, "sku", "name") is var sku && !Skus.Contains(sku)) throw Invalid("sku.name", $"The value '{sku}' of parameter 'sku.name' is invalid.");
        if (sku.EndsWith("_ZRS", StringComparison.Ordinal) && request.Body["zones"] is JsonArray { Count: > 0 })
            throw new ArmRefusal(409, "OperationNotAllowed", $"A disk with sku '{sku}' cannot be created in an availability zone.");
        if (Option(request) is not "Upload" and var option) throw Invalid("creationData.createOption", $"The rehearsal makes disks by Upload and Import, not by {option}.");
        if (request.At("properties", "diskSizeGB") is not null) throw Invalid("diskSizeGB", "Parameter 'diskSizeGB' is not allowed with createOption Upload.");
        if (request.At("properties", "creationData", "uploadSizeBytes") is not JsonValue value || !value.TryGetValue(out long size))
            throw Invalid("creationData.uploadSizeBytes", "Required parameter 'creationData.uploadSizeBytes' is missing (null).");
        if ((size - FooterLength) % MiB != 0)
            throw new ArmRefusal(400, "BadRequest", $"The value {size} of parameter 'uploadSizeBytes' is invalid: without the footer of {FooterLength} bytes it must be a multiple of MiB.");
        if (size < (20 * MiB) + FooterLength || size > (32 * MiB * MiB) + FooterLength)
            throw new ArmRefusal(400, "BadRequest", $"The value {size} of parameter 'uploadSizeBytes' is out of range. The value must be between 20972032 and 35183298347520, inclusive.");
        return size;
    }

    private static RehearsalReply Update(Resource existing, ResourceRequest request, long size)
    {
        bool IsSame(params string[] path) => JsonNode.DeepEquals(request.At(path), new ResourceRequest(existing.Id, existing.Name, "", existing.Body).At(path));
        if (existing.Pages!.Length != size || !IsSame("properties", "creationData", "createOption"))
            throw new ArmRefusal(409, "PropertyChangeNotAllowed", "Changing property 'creationData.uploadSizeBytes' is not allowed.", "creationData.uploadSizeBytes");
        if (!IsSame("properties", "hyperVGeneration")) throw new ArmRefusal(409, "PropertyChangeNotAllowed", "Changing property 'hyperVGeneration' is not allowed.", "hyperVGeneration");
        if (request.Body["tags"] is JsonObject tags) existing.Body["tags"] = tags.DeepClone();
        return ArmReply.Json(200, existing.Body);
    }

    private void Complete(Resource disk, long size, string state)
    {
        JsonObject properties = disk.Properties;
        properties["provisioningState"] = "Succeeded";
        properties["diskState"] = state;
        properties["diskSizeBytes"] = size - FooterLength;
        properties["diskSizeGB"] = (int)((size - FooterLength + (1024 * MiB) - 1) / (1024 * MiB));
        properties["timeCreated"] = Store.Clock().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        properties["uniqueId"] = Guid.NewGuid().ToString();
        properties["networkAccessPolicy"] = "AllowAll";
        properties["publicNetworkAccess"] = "Enabled";
        properties["encryption"] = new JsonObject { ["type"] = "EncryptionAtRestWithPlatformKey" };
    }

    private Operation Begin(Resource disk, ResourceRequest request)
    {
        string access = RequireText(request, "access");
        if (request.At("durationInSeconds") is not JsonValue value || !value.TryGetValue(out int seconds) || seconds <= 0)
            throw Invalid("durationInSeconds", "Required parameter 'durationInSeconds' is missing (null).");
        bool hasRunOut = State(disk) == "ActiveUpload" && disk.Access is { } old && Store.Clock() >= old.Expires;
        bool isAllowed = access == "Write" ? State(disk) == "ReadyToUpload" || hasRunOut : access == "Read" && State(disk) == "Unattached";
        if (!isAllowed) throw new ArmRefusal(409, "OperationNotAllowed", $"Access '{access}' cannot be given to disk {disk.Name} in state {State(disk)}.");
        return Store.Start(disk, () =>
        {
            disk.Access = new SasGrant(disk.Pages!, access == "Write", Store.Clock().AddSeconds(seconds));
            disk.Properties["diskState"] = access == "Write" ? "ActiveUpload" : "ActiveSAS";
            return new JsonObject { ["accessSAS"] = Store.Pages.Grant(disk.Access) };
        }, AccessLooks);
    }

    private Operation End(Resource disk) => Store.Start(disk, () =>
    {
        if (disk.Access is not { } access) return null;
        access.IsRevoked = true;
        disk.Access = null;
        if (!access.CanWrite)
        {
            disk.Properties["diskState"] = "Unattached";
            return null;
        }

        string cookie = Encoding.ASCII.GetString(disk.Pages!.Footer(), 0, Cookie.Length);
        if (cookie != Cookie)
        {
            disk.Properties["diskState"] = "ReadyToUpload";
            throw new ArmRefusal(400, "InvalidVhd", $"The source blob abcd is not a valid VHD: expected cookie value '{Cookie}', found '{new string([.. cookie.Select(c => char.IsLetterOrDigit(c) ? c : '.')])}'.");
        }

        disk.Properties["diskState"] = "Unattached";
        return null;
    }, AccessLooks);

    private static string? State(Resource disk) => (string?)disk.Properties["diskState"];
}
