using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Rehearsal.Storage;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>Storage accounts. They are there when they are spoken of; nobody makes one here.</summary>
internal sealed class StorageAccountKind(ResourceStore store) : ResourceKind(store)
{
    public const string TypeName = "Microsoft.Storage/storageAccounts";

    public override string Type => TypeName;

    public override RehearsalReply Put(ResourceRequest request) => throw new ArmRefusal(405, "MethodNotAllowed", "The rehearsal makes no storage accounts.");

    /// <summary>The account as a resource.</summary>
    public static Resource Describe(StorageAccount account, string name) => new()
    {
        Id = account.Id,
        Type = TypeName,
        Name = name,
        Body = new JsonObject
        {
            ["id"] = account.Id,
            ["name"] = name,
            ["type"] = TypeName,
            ["kind"] = "StorageV2",
            ["location"] = account.Location,
            ["sku"] = new JsonObject { ["name"] = "Standard_LRS", ["tier"] = "Standard" },
            ["properties"] = new JsonObject
            {
                ["provisioningState"] = "Succeeded",
                ["allowSharedKeyAccess"] = account.AllowsSharedKeys,
                ["primaryEndpoints"] = new JsonObject { ["blob"] = $"https://{name}.blob.core.windows.net/" },
            },
        },
    };
}
