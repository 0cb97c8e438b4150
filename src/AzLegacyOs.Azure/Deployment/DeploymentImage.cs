using System.Security.Cryptography;
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
        Assessment assessment = Assessor.Assess(ImageInspector.Inspect(path, cancellationToken: cancellationToken), request);
        DiskImage image = DiskImage.Open(path);
        try
        {
            return new DeploymentImage(assessment, image, FixedVhdView.Of(image, IdentityOf(image), File.GetLastWriteTimeUtc(path)));
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

    // The same disk gets the same identity again, so that an interrupted upload goes on with the same bytes.
    private static Guid IdentityOf(DiskImage image)
    {
        byte[] start = new byte[Math.Min(4096, image.Length)];
        image.Read(0, start, 0, start.Length);
        using var hash = SHA256.Create();
        return new Guid(hash.ComputeHash([.. start, .. BitConverter.GetBytes(image.Length)]).Take(16).ToArray());
    }
}
