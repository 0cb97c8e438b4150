using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Where an image is uploaded to, without a VM: a new managed disk, or what a given address writes to.</summary>
public abstract class UploadDestination
{
    private protected UploadDestination()
    {
    }

    /// <summary>A new managed disk, or the one that an earlier run made from the same image.</summary>
    /// <exception cref="ArgumentException">A value of the request is not usable.</exception>
    public static UploadDestination Disk(AzureConnection connection, DiskRequest request) => new DiskDestination(connection, RequestCheck.Check(request));

    /// <summary>What an address with the right to write in it stands for: a managed disk, or a page blob that is made if it does not exist.</summary>
    /// <param name="sasUri">https, or http for a loopback address. It is kept out of every plan, result and message.</param>
    /// <param name="options">How.</param>
    /// <param name="force">Go on past Blockers about the guest.</param>
    /// <param name="removeOnFailure">Remove on failure a page blob that the run made.</param>
    /// <exception cref="ArgumentException">The address is not usable.</exception>
    public static UploadDestination Address(string sasUri, UploadOptions options, bool force, bool removeOnFailure = false) =>
        new AddressDestination(AzureConnection.PagePipeline(new ServiceTransport()), SasAddress.Parse(sasUri), options, force, removeOnFailure);

    /// <summary>A page blob of a storage account, which is made if it does not exist, reached as the identity of the connection.</summary>
    /// <param name="connection">Whose identity.</param>
    /// <param name="blobUri">https address of the blob, without a key.</param>
    /// <param name="options">How.</param>
    /// <param name="force">Go on past Blockers about the guest.</param>
    /// <param name="removeOnFailure">Remove on failure a page blob that the run made.</param>
    /// <exception cref="ArgumentException">The address is not usable.</exception>
    public static UploadDestination Blob(AzureConnection connection, string blobUri, UploadOptions options, bool force, bool removeOnFailure = false) =>
        new AddressDestination(connection.Blobs, SasAddress.ParseBlob(blobUri, connection.Cloud), options, force, removeOnFailure);

    /// <summary>A new managed disk that is imported from a page blob, to which the image is uploaded first.</summary>
    /// <param name="connection">The Azure of the disk.</param>
    /// <param name="blob">Where the blob is: <see cref="Blob"/>, or an <see cref="Address"/> of a storage account.</param>
    /// <param name="request">The disk.</param>
    /// <param name="storageAccountId">Resource id of the storage account; null to look for it in the subscription.</param>
    /// <exception cref="ArgumentException">A value of the request is not usable.</exception>
    public static UploadDestination Import(AzureConnection connection, UploadDestination blob, DiskRequest request, string? storageAccountId = null)
    {
        RequestCheck.RequireId(storageAccountId, ResourceTypes.StorageAccount);
        return blob is AddressDestination address
            ? new ImportDestination(connection, address, RequestCheck.Check(request), storageAccountId)
            : throw new ArgumentException("A disk is imported from a page blob.", nameof(blob));
    }

    /// <summary>Makes the plan. Only reads: nothing that is sent changes anything.</summary>
    /// <param name="assessment">The judgement of the image.</param>
    /// <param name="source">The fixed VHD that would be uploaded, footer included.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <returns>The plan, with refusals in it where something stands against it.</returns>
    /// <exception cref="DiskFormatException">The source cannot be read or is not a fixed VHD that Azure takes.</exception>
    /// <exception cref="AzureOperationException">Azure could not be asked.</exception>
    public abstract Task<ImageUploadPlan> PlanAsync(Assessment assessment, ByteSource source, CancellationToken cancellationToken = default);

    /// <summary>Does what the plan says. Run again after an interruption, with a new plan, it ends in the same place.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="assessment">The judgement of the image, for the result.</param>
    /// <param name="source">The fixed VHD, footer included; the one that the plan was made for.</param>
    /// <param name="progress">Told of each step, and of the upload a few times a second, from several threads, one at a time.</param>
    /// <param name="cancellationToken">Stops at once; write access to a disk is taken back all the same.</param>
    /// <exception cref="DeploymentRefusedException">The plan holds refusals.</exception>
    /// <exception cref="AzureOperationException">Azure refused or failed; says what is left behind.</exception>
    /// <exception cref="DiskFormatException">The source could not be read, or is another one than the plan was made for.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract Task<ImageUploadResult> RunAsync(
        ImageUploadPlan plan, Assessment assessment, ByteSource source, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellationToken = default);
}
