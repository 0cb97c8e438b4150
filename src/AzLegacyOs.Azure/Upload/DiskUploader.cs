using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Sends a fixed VHD to a page target.</summary>
public static class DiskUploader
{
    /// <summary>Sends an image to an address with write access in it: a managed disk or an existing page blob of the same length.</summary>
    /// <param name="source">The fixed VHD, footer included.</param>
    /// <param name="sasUri">https, or http for a loopback address.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told a few times a second.</param>
    /// <param name="cancellationToken">Stops at once; what was sent stays.</param>
    /// <exception cref="ArgumentException">The address is not usable.</exception>
    /// <exception cref="DiskFormatException">The source is not a fixed VHD that Azure takes, or cannot be read.</exception>
    /// <exception cref="Failures.AzureOperationException">The service refused or failed.</exception>
    public static Task<UploadSummary> UploadAsync(
        ByteSource source, string sasUri, UploadOptions? options = null, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
