using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The page blob that a run made, so that a failure can name it or remove it.</summary>
/// <param name="pipeline">Reaches it.</param>
/// <param name="address">Where it is.</param>
/// <param name="remove">Whether to remove it after a failure.</param>
internal sealed class BlobLeftover(HttpPipeline pipeline, SasAddress address, bool remove)
{
    private static readonly TimeSpan CleanupTime = TimeSpan.FromSeconds(30);

    /// <summary>Set before the blob is asked for: a request that breaks off may have been carried out. A blob that was there is left alone.</summary>
    public bool MayExist { get; set; }

    /// <summary>Whether somebody else may have made it. Then it is named, and never removed.</summary>
    public bool MayBeOthers { get; set; }

    /// <summary>Does the work; every failure says what is left behind.</summary>
    public Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => LeftoverGuard.RunAsync(work, CleanAsync, cancellationToken);

    private async Task<IReadOnlyList<LeftBehind>> CleanAsync()
    {
        if (!MayExist) return [];
        using var limit = new CancellationTokenSource(CleanupTime);
        using var target = new PageTarget(pipeline, address);
        try
        {
            return await FailureMap.Guard(AzureText.Of("Doing.Remove", target), limit.Token, async () =>
            {
                if (await target.FindAsync(limit.Token).ConfigureAwait(false) is null) return true;
                if (!remove || MayBeOthers) return false;
                await target.RemoveAsync(limit.Token).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false) ? [] : [Describe()];
        }
        catch (Exception exception) when (exception is AzureOperationException or OperationCanceledException)
        {
            // It is named as left behind, which is the most that can be said.
            return [Describe()];
        }
    }

    private LeftBehind Describe()
    {
        string account = address.Uri.Host.Split('.')[0], container = address.Uri.Segments[1].Trim('/'), name = Uri.UnescapeDataString(string.Concat(address.Uri.Segments.Skip(2)));
        return new LeftBehind(
            "pageBlob",
            address.ToString(),
            address.ToString(),
            Billed: true,
            $"Remove-AzStorageBlob -Container '{container}' -Blob '{name}' -Context (New-AzStorageContext -StorageAccountName '{account}')",
            $"az storage blob delete --auth-mode login --account-name '{account}' --container-name '{container}' --name '{name}'");
    }
}
