using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>An image with its judgement, open for the journey: what is judged is what is uploaded.</summary>
public sealed class DeploymentImage : IDisposable
{
    // A time that any footer can hold, the same in each run.
    private static readonly DateTime UnknownTime = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DiskImage _image;

    private DeploymentImage(Assessment assessment, DiskImage image, ByteSource source)
    {
        Assessment = assessment;
        _image = image;
        Source = source;
    }

    public Assessment Assessment { get; }

    /// <summary>The disk as the fixed VHD that would be uploaded, footer included.</summary>
    public ByteSource Source { get; }

    /// <summary>Reads and judges an image, and opens its disk.</summary>
    /// <param name="path">Path of the image file, or https address of a blob or disk with read access in it.</param>
    /// <param name="request">What it is judged for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DiskFormatException">The file is no disk image, or a damaged one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DeploymentImage Open(string path, AssessmentRequest request, CancellationToken cancellationToken = default)
    {
        DiskImage image = DiskImage.Open(path, cancellationToken);
        try
        {
            Assessment assessment = Assessor.Assess(ImageInspector.Inspect(image, cancellationToken: cancellationToken), request);
            return new DeploymentImage(assessment, image, AsFixedVhd(image, image.LastWritten ?? UnknownTime));
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
    private static FixedVhdView AsFixedVhd(DiskImage image, DateTime timestamp) =>
        FixedVhdView.Of(image, Guid.ParseExact(ImageIdentity.Of(new FixedVhdView(image, Guid.Empty, timestamp)), "N"), timestamp);
}
