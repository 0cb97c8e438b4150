using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Sizes;

/// <summary>The VM sizes that a region offers to the subscription: asked for, or from a list that was saved before.</summary>
public static class VmSizeCatalog
{
    // A list of all regions has some 50 MB.
    private const long LargestFile = 256L * 1024 * 1024;

    private const string ApiVersion = "2021-07-01";

    /// <summary>The sizes of a region, restricted ones included; empty where the region does not exist.</summary>
    /// <exception cref="AzureOperationException">Azure refused or failed.</exception>
    public static async Task<IReadOnlyList<VmSizeFacts>> ListAsync(AzureConnection connection, string location, CancellationToken cancellationToken = default)
    {
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        return await FailureMap.Guard(AzureText.Of("Doing.Sizes", location), cancellationToken, async () =>
        {
            string filter = Uri.EscapeDataString($"location eq '{location}'");
            IReadOnlyList<JsonElement> rows = await new ResourceRequests(connection)
                .ListAsync($"/subscriptions/{subscription}/providers/Microsoft.Compute/skus?api-version={ApiVersion}&$filter={filter}", cancellationToken).ConfigureAwait(false);
            return (IReadOnlyList<VmSizeFacts>)[.. rows.Select(row => VmSizeRow.Read(row, location)).OfType<VmSizeFacts>()];
        }).ConfigureAwait(false);
    }

    /// <summary>Reads a saved list: the answer of the service, the output of <c>az vm list-skus</c>, or of <c>Get-AzComputeResourceSku | ConvertTo-Json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="location">The region; null where the file holds one region alone.</param>
    /// <exception cref="InvalidDataException">The file is no such list.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<VmSizeFacts> Load(string path, string? location)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length > LargestFile) throw new InvalidDataException(AzureText.Of("Size.ListTooLarge", path));
        try
        {
            using var document = JsonDocument.Parse(file);
            JsonElement rows = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Of("value") ?? default : document.RootElement;
            if (rows.ValueKind != JsonValueKind.Array) throw new InvalidDataException(AzureText.Of("Size.NoArray", path));
            List<VmSizeFacts> sizes = [.. rows.EnumerateArray().Select(row => VmSizeRow.Read(row, location)).OfType<VmSizeFacts>()];
            return sizes.Count > 0 ? sizes : throw new InvalidDataException(location is null ? AzureText.Of("Size.Empty", path) : AzureText.Of("Size.EmptyFor", path, location));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(AzureText.Of("Size.NoList", path, exception.Message), exception);
        }
    }
}
