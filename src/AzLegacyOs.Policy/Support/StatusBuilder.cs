using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Support;

/// <summary>Turns a row of the matrix into the answers for a day.</summary>
internal static class StatusBuilder
{
    public static SupportStatus Build(SupportQuestion question)
    {
        SupportRow row = question.Row;
        EndDates dates = EndDates.Of(question);
        SupportCell agent = AgentCell(question);
        SupportAnswer agentAnswer = AgentAnswer(question, agent);
        IReadOnlyList<ExtensionSupport> extensions = ExtensionCatalogue.All(question, agentAnswer, agent);
        SupportCell processors = row[SupportColumn.MaxProcessors];

        var status = new SupportStatus
        {
            Name = row.Name,
            Family = row.Family,
            Release = row.Release,
            Architecture = row.Architecture,
            AsOf = question.AsOf,
            Deployable = row[SupportColumn.Deployable].Answer,
            OsSupported = row.Family == GuestFamily.Windows
                ? dates.Answer(row[SupportColumn.ExtendedSecurityUpdatesEnd], question.AsOf)
                : SupportAnswer.No,
            AgentCapable = agentAnswer,
            ImageState = row[SupportColumn.GeneralizedImage].Answer == SupportAnswer.No
                ? ImageStateSupport.SpecializedOnly
                : ImageStateSupport.SpecializedOrGeneralized,
            Marketplace = row[SupportColumn.Marketplace].Answer,
            InPlaceUpgrade = row[SupportColumn.InPlaceUpgrade].Answer,
            EndOfSupport = dates.DependsOnVersion ? null : dates.Extended,
            EndOfExtendedSecurityUpdates = dates.ExtendedSecurityUpdates,
            MemoryLimitNote = question.Is32BitWindows ? PolicyText.Support("MemoryLimitNote") : null,
            MaxVirtualProcessors = processors.Unit == LimitUnit.VirtualProcessors ? (int?)processors.LimitFor(question.Edition, null) : null,
            Generations = row[SupportColumn.Generations].Generations,
            Extensions = extensions,
        };

        IReadOnlyList<SupportStatement> statements = StatementBuilder.Build(question, status, dates, agent);
        return status with { Statements = statements, Sources = [.. statements.SelectMany(statement => statement.Sources).Distinct()] };
    }

    /// <summary>The answer for a system that no row describes: nothing is confirmed.</summary>
    public static SupportStatus Unlisted(
        GuestFamily family, WindowsRelease? release, MachineArchitecture? architecture, string? productName, DateTime asOf)
    {
        bool otherFamily = family is GuestFamily.Linux or GuestFamily.Bsd;
        IReadOnlyList<SupportStatement> statements =
        [
            StatementBuilder.Plain("Deployable", SupportAnswer.Unconfirmed, PolicyText.Support("Unlisted"), []),
            StatementBuilder.Plain("OsSupported", SupportAnswer.Unconfirmed, PolicyText.Support("Unlisted"), []),
            StatementBuilder.Plain("AgentCapable", SupportAnswer.Unconfirmed, PolicyText.Support("Unlisted"), []),
            .. otherFamily ? [StatementBuilder.OtherSystems32Bit()] : Array.Empty<SupportStatement>(),
        ];
        return new SupportStatus
        {
            Name = (productName ?? release?.ToString() ?? family.ToString()) + (architecture == null ? "" : $" ({architecture.ToString()!.ToLowerInvariant()})"),
            Family = family,
            Release = release,
            Architecture = architecture,
            AsOf = asOf,
            Deployable = SupportAnswer.Unconfirmed,
            OsSupported = SupportAnswer.Unconfirmed,
            AgentCapable = SupportAnswer.Unconfirmed,
            ImageState = ImageStateSupport.SpecializedOnly,
            Marketplace = SupportAnswer.Unconfirmed,
            InPlaceUpgrade = SupportAnswer.Unconfirmed,
            Statements = statements,
            Sources = [.. statements.SelectMany(statement => statement.Sources).Distinct()],
        };
    }

    /// <summary>
    /// The article that held on the day. The overview of 2025-08-18 names Server 2016 as the minimum; until then the extension
    /// article's Server 2008 SP2 was the statement to go by.
    /// </summary>
    private static SupportCell AgentCell(SupportQuestion question)
        => question.Row[question.AsOf < new DateTime(2025, 8, 18) ? SupportColumn.VmAgentExtensionArticle : SupportColumn.VmAgentOverviewArticle];

    /// <summary>Where the older article said yes and the newer one no longer does, the agent may install, but is not supported there.</summary>
    private static SupportAnswer AgentAnswer(SupportQuestion question, SupportCell cell)
        => cell.Column == SupportColumn.VmAgentOverviewArticle && cell.Answer == SupportAnswer.No
            && question.Row[SupportColumn.VmAgentExtensionArticle].Answer is (SupportAnswer.Yes or SupportAnswer.Unconfirmed)
            ? SupportAnswer.Conditional
            : cell.Answer;
}
