namespace AzLegacyOs.Policy.Facts;

/// <summary>Everything that was read from one image.</summary>
public sealed record ImageFacts
{
    /// <summary>The path or URI as the person gave it, secrets removed.</summary>
    public required string Path { get; init; }

    public required DiskFacts Disk { get; init; }

    /// <summary>Null when no guest was found.</summary>
    public GuestFacts? Guest { get; init; }

    /// <summary>Null unless the guest is Windows and its SYSTEM hive could be opened.</summary>
    public GuestSettings? Settings { get; init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    public required ReadStatistics Statistics { get; init; }
}

/// <summary>What the reading cost.</summary>
/// <param name="BytesRead">Bytes read from the image file.</param>
/// <param name="ElapsedMilliseconds">Wall-clock time.</param>
public sealed record ReadStatistics(long BytesRead, long ElapsedMilliseconds);
