using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Finds the storage account of a page blob: an import has to name it, and it has to be where the disk is.</summary>
internal sealed class StorageAccounts(ResourceRequests requests, string subscriptionId)
{
    /// <param name="blob">Address of the blob, without its key.</param>
    /// <param name="id">Resource id of the account, where it is known.</param>
    /// <param name="location">Region of the disk.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>The id, or what stands against the import.</returns>
    public async Task<(string? Id, DeploymentRefusal? Refusal)> ChooseAsync(string blob, string? id, string location, CancellationToken cancellationToken)
    {
        string host = new Uri(blob).Host;
        JsonElement? found = id is not null
            ? await requests.FindAsync(ResourceTypes.StorageAccount, id, cancellationToken).ConfigureAwait(false)
            : (await ListAsync(cancellationToken).ConfigureAwait(false)).Where(account => HostOf(account) == host).Select(account => (JsonElement?)account).FirstOrDefault();
        if (found is not { } account) return (null, NotFound(host));
        if (HostOf(account) != host) return (null, Other(host, id!));
        string place = (account.TextAt("location") ?? location).Replace(" ", "");
        return place.Equals(location, StringComparison.OrdinalIgnoreCase) ? (account.TextAt("id"), null) : (null, Elsewhere(host, place, location));
    }

    private Task<IReadOnlyList<JsonElement>> ListAsync(CancellationToken cancellationToken) =>
        requests.ListAsync(ResourceTypes.StorageAccount, $"/subscriptions/{subscriptionId}/providers/{ResourceTypes.StorageAccount}", cancellationToken);

    private static string? HostOf(JsonElement account) =>
        Uri.TryCreate(account.TextAt("properties", "primaryEndpoints", "blob"), UriKind.Absolute, out Uri? endpoint) ? endpoint.Host : null;

    private static DeploymentRefusal NotFound(string host) => new()
    {
        ErrorId = "StorageAccountNotFound",
        Reason = AzureText.Of("Account.NotFound", host),
        Remedy = AzureText.Of("Account.NotFoundRemedy"),
    };

    private static DeploymentRefusal Other(string host, string id) => new()
    {
        ErrorId = "StorageAccountDiffers",
        Reason = AzureText.Of("Account.Other", id, host),
        Remedy = AzureText.Of("Account.OtherRemedy"),
    };

    private static DeploymentRefusal Elsewhere(string host, string place, string location) => new()
    {
        ErrorId = "StorageAccountInOtherLocation",
        Reason = AzureText.Of("Account.Elsewhere", host, place),
        Remedy = AzureText.Of("Account.ElsewhereRemedy", location, place),
    };
}
