using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>An image with its judgement, open for the journey: what is judged is what is uploaded.</summary>
public sealed class DeploymentImage : IDisposable
{
    // A time that any footer can hold, the same in each run.
    private static readonly DateTime UnknownTime = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DiskImage _image;

    private DeploymentImage(Assessment assessment, DiskImage image, FileStamps stamps, DiskWithoutFreeSpace? filtered)
    {
        Assessment = assessment;
        _image = image;
        Skipped = filtered?.Skipped ?? [];
        Source = new SteadySource(AsFixedVhd(image, filtered ?? (ByteSource)image), stamps);
    }

    public Assessment Assessment { get; }

    /// <summary>The disk as the fixed VHD that would be uploaded, footer included.</summary>
    public ByteSource Source { get; }

    /// <summary>What is left out of each volume; empty where everything is uploaded.</summary>
    public IReadOnlyList<SkippedSpace> Skipped { get; }

    /// <summary>Reads and judges an image, and opens its disk.</summary>
    /// <param name="path">Path of the image file, or https address of a blob or disk with read access in it.</param>
    /// <param name="request">What it is judged for.</param>
    /// <param name="skipFreeSpace">Whether free clusters, page files and hibernation files are left out; see <see cref="DiskWithoutFreeSpace"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DiskFormatException">The file is no disk image, or a damaged one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DeploymentImage Open(string path, AssessmentRequest request, bool skipFreeSpace = false, CancellationToken cancellationToken = default)
    {
        DiskImage image = DiskImage.Open(path, cancellationToken);
        try
        {
            var stamps = FileStamps.Of(image);
            Assessment assessment = Assessor.Assess(ImageInspector.Inspect(image, cancellationToken: cancellationToken), request);
            return new DeploymentImage(assessment, image, stamps, skipFreeSpace ? DiskWithoutFreeSpace.Of(image, image.LogicalSectorSize, cancellationToken) : null);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Source.Dispose();
        _image.Dispose();
    }

    // An image without an identity of its own gets one from its contents: a later run has to send the same bytes.
    private static FixedVhdView AsFixedVhd(DiskImage image, ByteSource disk)
    {
        if (image is VhdImage { Footer.HasIdentity: true } vhd) return new FixedVhdView(disk, vhd.Footer.UniqueId, vhd.Footer.Timestamp);
        DateTime timestamp = image.LastWritten ?? UnknownTime;
        return new FixedVhdView(disk, Guid.ParseExact(ImageIdentity.Of(new FixedVhdView(disk, Guid.Empty, timestamp)), "N"), timestamp);
    }
}
