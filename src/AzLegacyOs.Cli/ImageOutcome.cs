using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli;

/// <summary>What became of one image: an assessment, or the reason why there is none.</summary>
internal sealed record ImageOutcome(Assessment? Assessment, string? Error)
{
    public static ImageOutcome Of(string path, AssessmentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new ImageOutcome(Assessor.Assess(ImageInspector.Inspect(path, cancellationToken: cancellationToken), request), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A DiskFormatException names the file; other messages may not.
            string name = RemoteAddress.NameOf(path);
            return new ImageOutcome(null, e.Message.Contains(name, StringComparison.Ordinal) ? e.Message : $"{name}: {e.Message}");
        }
    }
}
