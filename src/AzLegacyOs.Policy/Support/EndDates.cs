namespace AzLegacyOs.Policy.Support;

/// <summary>The end dates that hold for a question: the row's own, or those of a build, edition or kind.</summary>
internal sealed record EndDates
{
    public DateTime? Mainstream { get; private init; }

    public DateTime? Extended { get; private init; }

    public DateTime? ExtendedSecurityUpdates { get; private init; }

    /// <summary>Whether the end depends on a version that the question does not name; <see cref="Extended"/> is then the last of them.</summary>
    public bool DependsOnVersion { get; private init; }

    public string? NoteKey { get; private init; }

    public required Ground Ground { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    public static EndDates Of(SupportQuestion question)
    {
        SupportRow row = question.Row;
        if (row.Lifecycles.FirstOrDefault(candidate => candidate.Matches(question.Edition, question.Build, question.Kind)) is { } lifecycle)
        {
            return new EndDates
            {
                Extended = lifecycle.ExtendedEnd,
                NoteKey = lifecycle.NoteKey,
                Ground = lifecycle.Ground,
                Sources = lifecycle.Sources,
            };
        }

        SupportCell extended = row[SupportColumn.ExtendedEnd];
        SupportCell updates = row[SupportColumn.ExtendedSecurityUpdatesEnd];
        bool dependsOnVersion = extended.Date == null && row.Lifecycles.Count > 0;
        return new EndDates
        {
            Mainstream = row[SupportColumn.MainstreamEnd].Date,
            Extended = dependsOnVersion ? row.Lifecycles.Max(candidate => candidate.ExtendedEnd) : extended.Date,
            ExtendedSecurityUpdates = updates.Date,
            DependsOnVersion = dependsOnVersion,
            NoteKey = extended.NoteKey,
            Ground = extended.Ground,
            Sources = [.. extended.Sources.Concat(updates.Sources).Distinct()],
        };
    }

    /// <summary>Does Microsoft support the operating system on a day?</summary>
    public SupportAnswer Answer(SupportCell updates, DateTime asOf)
    {
        if (Extended == null)
            return SupportAnswer.Unconfirmed;
        if (asOf <= Extended)
            return DependsOnVersion ? SupportAnswer.Conditional : Ground == Ground.Unconfirmed ? SupportAnswer.Unconfirmed : SupportAnswer.Yes;
        if (ExtendedSecurityUpdates == null || asOf > ExtendedSecurityUpdates)
            return SupportAnswer.No;
        return updates.Ground == Ground.Unconfirmed ? SupportAnswer.Unconfirmed : SupportAnswer.Conditional;
    }
}
