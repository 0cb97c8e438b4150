using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Support;

/// <summary>How well a cell of the matrix is grounded.</summary>
public enum Ground
{
    /// <summary>A source that was opened says so.</summary>
    Sourced,

    /// <summary>It follows from what a source says.</summary>
    Inferred,

    /// <summary>No source was opened for it; never the ground of a Blocker.</summary>
    Unconfirmed,
}

/// <summary>A limit of one edition or generation.</summary>
/// <param name="Value">The number, in the unit of the cell.</param>
/// <param name="Edition">Part of the edition's name; null for every edition that no other limit names.</param>
/// <param name="Generation">The VM generation that it holds for; null for both.</param>
public sealed record SupportLimit(double Value, string? Edition, VmGeneration? Generation);

public enum LimitUnit
{
    None,
    GiB,
    VirtualProcessors,
    Sockets,
}

/// <summary>One cell of the support matrix.</summary>
public sealed record SupportCell
{
    public required SupportColumn Column { get; init; }

    /// <summary>The answer; Yes where the cell holds a date or a limit.</summary>
    public required SupportAnswer Answer { get; init; }

    public required Ground Ground { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    public DateTime? Date { get; init; }

    public IReadOnlyList<VmGeneration> Generations { get; init; } = [];

    public IReadOnlyList<SupportLimit> Limits { get; init; } = [];

    public LimitUnit Unit { get; init; }

    /// <summary>Key of the note; null where the answer needs none.</summary>
    public string? NoteKey { get; init; }

    /// <summary>The note in the language of the session.</summary>
    public string? Note => NoteKey == null ? null : PolicyText.Support("Note." + NoteKey);

    /// <summary>The limit for an edition: the most specific that matches, else the one for all.</summary>
    public double? LimitFor(string? edition, VmGeneration? generation)
    {
        SupportLimit? best = null;
        foreach (SupportLimit limit in Limits)
        {
            if (limit.Generation != null && limit.Generation != (generation ?? VmGeneration.V1))
                continue;
            if (limit.Edition != null && (edition == null || edition.IndexOf(limit.Edition, StringComparison.OrdinalIgnoreCase) < 0))
                continue;
            if (best == null || (limit.Edition?.Length ?? 0) > (best.Edition?.Length ?? 0))
                best = limit;
        }

        return best?.Value;
    }
}
