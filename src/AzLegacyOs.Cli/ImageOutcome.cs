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
            return Of(path, e);
        }
    }

    public static ImageOutcome Of(InspectionResult<Assessment> result) =>
        result.Error is { } error ? Of(result.Path, error) : new ImageOutcome(result.Value, null);

    // A DiskFormatException names the file; other messages may not.
    private static ImageOutcome Of(string path, Exception error)
    {
        string name = RemoteAddress.NameOf(path);
        return new ImageOutcome(null, error.Message.Contains(name, StringComparison.Ordinal) ? error.Message : $"{name}: {error.Message}");
    }
}
