using AzLegacyOs.Policy.Audit;

namespace AzLegacyOs.Policy;

public enum Severity
{
    Information,
    Warning,

    /// <summary>Azure refuses it, or it cannot boot or be reached.</summary>
    Blocker,
}

/// <summary>Where a statement comes from.</summary>
/// <param name="Title">Title of the article, specification or thread.</param>
/// <param name="Url">Address; null for a source without one.</param>
/// <param name="Date">Date of the copy that was read, yyyy-MM-dd or a part of it; null where none is known.</param>
public sealed record Source(string Title, string? Url, string? Date);

/// <summary>One rule's result.</summary>
public sealed record Finding
{
    /// <summary>"ALO" and four digits; never reused.</summary>
    public required string RuleId { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    /// <summary>What was seen.</summary>
    public required string Seen { get; init; }

    /// <summary>File, hive path and value, or byte offset.</summary>
    public required string Where { get; init; }

    public required string Expected { get; init; }

    public required string Remedy { get; init; }

    /// <summary>Whether the cause can be repaired offline.</summary>
    public bool Repairable { get; init; }

    /// <summary>For a Blocker: Azure itself refuses, so that nobody can force past it.</summary>
    public bool RefusedByAzure { get; init; }

    /// <summary>Whether this would block, but rests on what could not be read, so that it is a Warning and the verdict no better than Unknown.</summary>
    public bool Undetermined { get; init; }

    /// <summary>Why it does not count; null for a finding that does.</summary>
    public Acceptance? Acceptance { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];
}
