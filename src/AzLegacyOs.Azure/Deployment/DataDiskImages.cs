using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The further images of a deployment, open.</summary>
public sealed class DataDiskImages : IDisposable
{
    private readonly List<DeploymentImage> _images = [];

    private DataDiskImages()
    {
    }

    /// <summary>The images as data disks, in their order.</summary>
    public IReadOnlyList<DataDisk> Disks { get; private set; } = [];

    /// <summary>What is left out of each volume; empty where everything is uploaded.</summary>
    public IReadOnlyList<SkippedSpace> Skipped { get; private set; } = [];

    /// <summary>Reads and judges each image and opens its disk.</summary>
    /// <param name="paths">Files, or https addresses with read access in them.</param>
    /// <param name="asOf">The day that is judged for.</param>
    /// <param name="skipFreeSpace">Whether free clusters, page files and hibernation files are left out; see <see cref="DiskWithoutFreeSpace"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DiskFormatException">A file is no disk image, or a damaged one.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static DataDiskImages Open(IReadOnlyList<string> paths, DateTime asOf, bool skipFreeSpace = false, CancellationToken cancellationToken = default)
    {
        var all = new DataDiskImages();
        try
        {
            foreach (string path in paths) all._images.Add(DeploymentImage.Open(path, new AssessmentRequest { AsOf = asOf }, skipFreeSpace, cancellationToken));
        }
        catch
        {
            all.Dispose();
            throw;
        }

        all.Disks = [.. all._images.Zip(paths, (image, path) => new DataDisk(RemoteAddress.NameOf(path), image.Assessment, image.Source))];
        all.Skipped = [.. all._images.Zip(all.Disks, (image, disk) => image.Skipped.Select(volume => volume with { Image = disk.Path })).SelectMany(volumes => volumes)];
        return all;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DeploymentImage image in _images) image.Dispose();
        _images.Clear();
    }
}
