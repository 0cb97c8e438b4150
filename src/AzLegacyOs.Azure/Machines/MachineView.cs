using System.Text.Json;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Machines;

/// <summary>A VM with what Azure sees of its run.</summary>
internal static class MachineView
{
    public const string ComputeVersion = "2023-07-01";

    /// <exception cref="AzureOperationException">There is no such VM.</exception>
    public static async Task<JsonElement> GetAsync(ResourceRequests requests, string id, CancellationToken cancellationToken) =>
        await requests.GetAsync($"{id}?api-version={ComputeVersion}&$expand=instanceView", cancellationToken).ConfigureAwait(false)
        ?? throw new AzureOperationException(AzureText.Of("Doing.LookAt", ResourceIds.NameOf(id)), new AzureFailure
        {
            ErrorId = "ResourceNotFound",
            Category = AzureFailureCategory.ObjectNotFound,
            HttpStatus = 404,
            Message = AzureText.Of("Machine.NotFound", ResourceIds.NameOf(id), id.Split('/')[4]),
            Hint = AzureText.Of("Hint.ResourceNotFound"),
        });

    /// <summary>For example running, deallocated; null where Azure does not say.</summary>
    public static string? PowerState(JsonElement machine) => machine.ListAt("properties", "instanceView", "statuses").Select(status => status.TextAt("code"))
        .Where(code => code?.StartsWith("PowerState/", StringComparison.OrdinalIgnoreCase) == true).Select(code => code!.Substring(11)).FirstOrDefault();
}
