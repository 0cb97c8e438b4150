using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Support;

/// <summary>One row of the support matrix: a release and an architecture.</summary>
public sealed record SupportRow
{
    /// <summary>Display name, for example "Windows Server 2003 R2 (x86)".</summary>
    public required string Name { get; init; }

    public required GuestFamily Family { get; init; }

    /// <summary>Null for a family other than Windows.</summary>
    public WindowsRelease? Release { get; init; }

    public required MachineArchitecture Architecture { get; init; }

    /// <summary>Major and minor version ("5.2"); null for a family other than Windows.</summary>
    public string? Version { get; init; }

    public IReadOnlyList<int> Builds { get; init; } = [];

    /// <summary>Where version and builds come from.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>What is known of it, a column at most once.</summary>
    public required IReadOnlyList<SupportCell> Cells { get; init; }

    /// <summary>End dates of single builds, editions or kinds; the first that matches replaces the row's own.</summary>
    public IReadOnlyList<SupportLifecycle> Lifecycles { get; init; } = [];

    /// <summary>The cell of a column; an unconfirmed one where the row has none.</summary>
    public SupportCell this[SupportColumn column] => Find(column)
        ?? new SupportCell { Column = column, Answer = SupportAnswer.Unconfirmed, Ground = Ground.Unconfirmed, Sources = [] };

    /// <summary>The cell of a column; null where the row has none.</summary>
    public SupportCell? Find(SupportColumn column) => Cells.FirstOrDefault(cell => cell.Column == column);
}

/// <summary>End dates that hold for a part of a row only.</summary>
public sealed record SupportLifecycle
{
    /// <summary>Empty for every build.</summary>
    public IReadOnlyList<int> Builds { get; init; } = [];

    /// <summary>EditionID values; empty for every edition.</summary>
    public IReadOnlyList<string> Editions { get; init; } = [];

    public InstallationKind? Kind { get; init; }

    public required DateTime ExtendedEnd { get; init; }

    public required Ground Ground { get; init; }

    public string? NoteKey { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    internal bool Matches(string? edition, int? build, InstallationKind? kind)
        => (Builds.Count == 0 || (build != null && Builds.Contains(build.Value)))
            && (Editions.Count == 0 || (edition != null && Editions.Contains(edition, StringComparer.OrdinalIgnoreCase)))
            && (Kind == null || Kind == kind);
}
