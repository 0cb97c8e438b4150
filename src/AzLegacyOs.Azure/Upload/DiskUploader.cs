using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Sends a fixed VHD to a page target.</summary>
public static class DiskUploader
{
    /// <summary>Sends an image to an address with write access in it: a managed disk or an existing page blob of the same length, never written before.</summary>
    /// <param name="source">The fixed VHD, footer included.</param>
    /// <param name="sasUri">https, or http for a loopback address.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told a few times a second, from several threads, one at a time.</param>
    /// <param name="cancellationToken">Stops at once; what was sent stays.</param>
    /// <exception cref="ArgumentException">The address is not usable.</exception>
    /// <exception cref="DiskFormatException">The source is not a fixed VHD that Azure takes, or cannot be read, or the target has another length.</exception>
    /// <exception cref="AzureOperationException">The service refused or failed.</exception>
    public static Task<UploadSummary> UploadAsync(
        ByteSource source, string sasUri, UploadOptions? options = null, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        UploadAsync(source, SasAddress.Parse(sasUri), AzureConnection.PagePipeline(new ServiceTransport()), null, options ?? new UploadOptions(), null, progress, cancellationToken);

    internal static async Task<UploadSummary> UploadAsync(
        ByteSource source,
        SasAddress address,
        HttpPipeline pipeline,
        Func<CancellationToken, Task<SasAddress>>? renew,
        UploadOptions options,
        UploadJournal? journal,
        IProgress<UploadProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var target = new PageTarget(pipeline, address, renew);
        using var upload = new PageUpload(new ExplainedSource(source), target, options, journal, progress);
        return await FailureMap.Guard(AzureText.Of("Doing.UploadTo", source.Name, target), cancellationToken, () => upload.RunAsync(cancellationToken)).ConfigureAwait(false);
    }
}
