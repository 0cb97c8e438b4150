namespace AzLegacyOs.Policy.Facts;

/// <summary>A program file or driver of the guest.</summary>
public sealed record FileFacts
{
    /// <summary>The name without a path, as it was looked for: "ntoskrnl.exe".</summary>
    public required string Name { get; init; }

    /// <summary>Whether the file exists; its place is the file's path.</summary>
    public required Observed<bool> Exists { get; init; }

    /// <summary>The file version of the version resource: "6.1.7601.23403"; missing where the file has none or does not exist.</summary>
    public required Observed<string> Version { get; init; }

    /// <summary>The name that the file had when it was made: "ntkrpamp.exe" for a multiprocessor kernel with PAE.</summary>
    public string? OriginalName { get; init; }

    public string? CompanyName { get; init; }
}
