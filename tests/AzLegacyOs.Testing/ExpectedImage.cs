namespace AzLegacyOs.Testing;

/// <summary>What a reader should say of a fixture, as a row of tests/fixtures/expected.json. The words are those of the assessment's JSON.</summary>
public sealed record ExpectedImage
{
    /// <summary>File name of the unpacked image.</summary>
    public required string File { get; init; }

    /// <summary>Exit code of the command line's test.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Null for an image that cannot be read.</summary>
    public string? Verdict { get; init; }

    /// <summary>Ids of the rules that fire on the day of the recipe, sorted.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    public ExpectedDisk? Disk { get; init; }

    public ExpectedGuest? Guest { get; init; }

    /// <summary>The fixture that holds the same disk in a sound file; null for an image that is sound itself.</summary>
    public string? DiskOf { get; init; }
}

/// <summary>The disk of an <see cref="ExpectedImage"/>.</summary>
public sealed record ExpectedDisk
{
    public required string Format { get; init; }

    public string? Subformat { get; init; }

    public required string PartitionStyle { get; init; }

    public string? Generation { get; init; }
}

/// <summary>The guest of an <see cref="ExpectedImage"/>.</summary>
public sealed record ExpectedGuest
{
    public required string Family { get; init; }

    public string? Release { get; init; }

    public string? ProductName { get; init; }

    public string? Edition { get; init; }

    public string? Version { get; init; }

    public int? ServicePack { get; init; }

    public string? Architecture { get; init; }

    public string? Kind { get; init; }

    public string? State { get; init; }

    public string? ComputerName { get; init; }

    public string? SystemRoot { get; init; }
}
