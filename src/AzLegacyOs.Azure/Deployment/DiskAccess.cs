using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Write access to a managed disk: asked for, renewed, and taken back whatever happens.</summary>
internal sealed class DiskAccess(AzureConnection connection, string diskId, string diskName)
{
    private const int DurationInSeconds = 86400;

    // After a failure or an interruption there is a person waiting, and the token of the run is used up.
    private static readonly TimeSpan CleanupTime = TimeSpan.FromSeconds(30);

    private readonly ManagedDiskResource _disk = connection.Arm.GetManagedDiskResource(new ResourceIdentifier(diskId));

    public Task<SasAddress> GrantAsync(CancellationToken cancellationToken) => GrantAsync(AccessLevel.Write, cancellationToken);

    /// <summary>Access for reading back what was uploaded.</summary>
    public Task<SasAddress> GrantReadAsync(CancellationToken cancellationToken) => GrantAsync(AccessLevel.Read, cancellationToken);

    /// <summary>Write access to a disk that may still be under upload: what was given before is ended first where Azure asks for that.</summary>
    public async Task<SasAddress> RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GrantAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AzureOperationException exception) when (exception.Failure.Category == AzureFailureCategory.InvalidOperation)
        {
            await RevokeAfterFailureAsync().ConfigureAwait(false);
            return await GrantAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<SasAddress> GrantAsync(AccessLevel level, CancellationToken cancellationToken) =>
        FailureMap.Guard(AzureText.Of(level == AccessLevel.Write ? "Doing.WriteAccess" : "Doing.ReadAccess", diskName), cancellationToken, async () =>
        {
            ArmOperation<AccessUri> operation = await _disk.GrantAccessAsync(WaitUntil.Started, new GrantAccessData(level, DurationInSeconds), cancellationToken).ConfigureAwait(false);
            Response<AccessUri> answer = await operation.WaitForCompletionAsync(connection.Service.PollingInterval, cancellationToken).ConfigureAwait(false);
            return SasAddress.Parse(answer.Value.AccessSas);
        });

    /// <summary>Takes the access back. Azure checks the footer of the disk here.</summary>
    public Task RevokeAsync(CancellationToken cancellationToken) =>
        FailureMap.Guard(AzureText.Of("Doing.EndUpload", diskName), cancellationToken, async () =>
        {
            ArmOperation operation = await _disk.RevokeAccessAsync(WaitUntil.Started, cancellationToken).ConfigureAwait(false);
            return await operation.WaitForCompletionResponseAsync(connection.Service.PollingInterval, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Takes the access back after a failure, with a time limit of its own. What fails here must not hide what failed before.</summary>
    public async Task RevokeAfterFailureAsync()
    {
        using var limit = new CancellationTokenSource(CleanupTime);
        try
        {
            await RevokeAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AzureOperationException or OperationCanceledException)
        {
            // A disk that holds half an image is refused here, and that is as it should be. The access ends by itself after a day.
        }
    }
}
