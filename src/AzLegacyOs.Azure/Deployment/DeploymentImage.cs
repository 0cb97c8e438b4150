using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>An image with its judgement, open for the journey: what is judged is what is uploaded.</summary>
public sealed class DeploymentImage : IDisposable
{
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
    /// <param name="path">Path of the image file.</param>
    /// <param name="request">What it is judged for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DiskFormatException">The file is no disk image, or a damaged one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DeploymentImage Open(string path, AssessmentRequest request, CancellationToken cancellationToken = default)
    {
        DiskImage image = DiskImage.Open(path);
        try
        {
            Assessment assessment = Assessor.Assess(ImageInspector.Inspect(image, new InspectionOptions { DisplayPath = path }, cancellationToken), request);
            return new DeploymentImage(assessment, image, AsFixedVhd(image, File.GetLastWriteTimeUtc(path)));
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
