namespace AzLegacyOs.Guests;

/// <summary>How an image is inspected.</summary>
public sealed record InspectionOptions
{
    /// <summary>What the facts call the image; the path it was opened by where this is null. For an image that is not a file: its address, secrets removed.</summary>
    public string? DisplayPath { get; init; }
}
