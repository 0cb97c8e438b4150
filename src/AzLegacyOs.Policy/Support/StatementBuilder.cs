using System.Globalization;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Support;

/// <summary>Puts the answers into questions and answers with their ground.</summary>
internal static class StatementBuilder
{
    private static readonly SupportColumn[] ColumnStatements =
    [
        SupportColumn.GeneralizedImage, SupportColumn.Marketplace, SupportColumn.InPlaceUpgrade, SupportColumn.Generations,
        SupportColumn.MaxProcessors, SupportColumn.MaxMemory, SupportColumn.AzureBackup, SupportColumn.AzureMonitorAgent,
        SupportColumn.VmAccess, SupportColumn.CustomScript, SupportColumn.Antimalware, SupportColumn.DesiredStateConfiguration,
        SupportColumn.SiteRecovery, SupportColumn.AzureMigrate, SupportColumn.AcceleratedNetworking, SupportColumn.Nvme,
        SupportColumn.TrustedLaunch, SupportColumn.IntegrationServices,
    ];

    public static IReadOnlyList<SupportStatement> Build(SupportQuestion question, SupportStatus status, EndDates dates, SupportCell agent)
    {
        SupportRow row = question.Row;
        List<SupportStatement> statements =
        [
            OfCell("Deployable", row[SupportColumn.Deployable]),
            OsSupported(question, status, dates),
            AgentCapable(status, agent),
        ];
        if (dates.Extended != null)
            statements.Add(EndOfSupport(question, dates));
        statements.AddRange(GeneralStatements.For(question));
        foreach (SupportColumn column in ColumnStatements)
        {
            if (row.Find(column) is { } cell) statements.Add(OfCell(column.ToString(), cell));
        }

        return statements;
    }

    public static SupportStatement Plain(string id, SupportAnswer answer, string explanation, IReadOnlyList<Source> sources)
        => new(PolicyText.Support($"Question.{id}"), answer, explanation, sources) { Id = id };

    public static SupportStatement OtherSystems32Bit()
        => Plain("OtherSystems32Bit", SupportAnswer.No, PolicyText.Support("Note.OtherSystems32Bit"), SourceCatalogue.Of("A1"));

    /// <summary>What a cell says, in a sentence or two, with a warning where no source stands behind it.</summary>
    public static string Explain(SupportCell cell)
    {
        string text = cell.Note ?? (cell.Limits.Count > 0 || cell.Generations.Count > 0 ? "" : PolicyText.Support($"Answer.{cell.Answer}"));
        if (cell.Generations.Count > 0)
            text = PolicyText.Support("Generations", NumbersOf(cell.Generations));
        if (cell.Limits.Count > 0)
            text = (PolicyText.Support($"Limit.{cell.Unit}", string.Join(", ", cell.Limits.Select(Describe))) + " " + text).TrimEnd();
        return cell.Ground == Ground.Sourced ? text : $"{text} {PolicyText.Support($"Ground.{cell.Ground}")}";
    }

    // "1, 2"
    private static string NumbersOf(IReadOnlyList<VmGeneration> generations)
    {
        var numbers = new List<string>();
        for (int i = 0; i < generations.Count; i++) numbers.Add(NumberOf(generations[i]));
        return string.Join(", ", numbers);
    }

    private static string NumberOf(VmGeneration generation) => generation.ToString().Substring(1);

    private static SupportStatement OfCell(string id, SupportCell cell) => Plain(id, cell.Answer, Explain(cell), cell.Sources);

    private static string Describe(SupportLimit limit)
    {
        string value = limit.Value.ToString(CultureInfo.InvariantCulture);
        string? scope = limit.Edition ?? (limit.Generation is { } generation ? PolicyText.Support("Generations", NumberOf(generation)) : null);
        return scope == null ? value : $"{value} ({scope})";
    }

    private static SupportStatement OsSupported(SupportQuestion question, SupportStatus status, EndDates dates)
    {
        if (question.Row.Family != GuestFamily.Windows)
            return Plain("OsSupported", SupportAnswer.No, PolicyText.Support("Note.OtherSystems32Bit"), SourceCatalogue.Of("A1"));

        string asOf = PolicyText.Date(question.AsOf);
        string explanation = status.OsSupported switch
        {
            SupportAnswer.Yes when dates.Mainstream >= question.AsOf => PolicyText.Support("OsSupported.Mainstream", asOf, PolicyText.Date(dates.Mainstream.Value)),
            SupportAnswer.Yes => PolicyText.Support("OsSupported.Yes", asOf, PolicyText.Date(dates.Extended!.Value)),
            SupportAnswer.Conditional when dates.DependsOnVersion => PolicyText.Support("OsSupported.DependsOnVersion", asOf, PolicyText.Date(dates.Extended!.Value)),
            SupportAnswer.Conditional => PolicyText.Support(
                "OsSupported.ExtendedSecurityUpdates", asOf, PolicyText.Date(dates.Extended!.Value), PolicyText.Date(dates.ExtendedSecurityUpdates!.Value)),
            SupportAnswer.No when dates.ExtendedSecurityUpdates != null => PolicyText.Support(
                "OsSupported.AfterExtendedSecurityUpdates", asOf, PolicyText.Date(dates.Extended!.Value), PolicyText.Date(dates.ExtendedSecurityUpdates.Value)),
            SupportAnswer.No => PolicyText.Support("OsSupported.No", asOf, PolicyText.Date(dates.Extended!.Value)),
            _ => PolicyText.Support("Ground.Unconfirmed"),
        };
        if (dates.NoteKey != null)
            explanation += " " + PolicyText.Support("Note." + dates.NoteKey);
        return Plain("OsSupported", status.OsSupported, explanation, dates.Sources);
    }

    private static SupportStatement AgentCapable(SupportStatus status, SupportCell agent)
    {
        string key = status.AgentCapable == SupportAnswer.No && status.Architecture == MachineArchitecture.X86
            ? "AgentCapable.ThirtyTwoBit"
            : $"AgentCapable.{status.AgentCapable}";
        IReadOnlyList<Source> sources = status.AgentCapable == SupportAnswer.Conditional
            ? [.. SourceCatalogue.Of("E1").Concat(agent.Sources).Distinct()]
            : agent.Sources;
        return Plain("AgentCapable", status.AgentCapable, PolicyText.Support(key), sources);
    }

    private static SupportStatement EndOfSupport(SupportQuestion question, EndDates dates)
    {
        bool over = question.AsOf > dates.Extended;
        string text = PolicyText.Support(over ? "EndOfSupport.Over" : "EndOfSupport.Ahead", PolicyText.Date(dates.Extended!.Value));
        return Plain("EndOfSupport", over ? SupportAnswer.No : dates.DependsOnVersion ? SupportAnswer.Conditional : SupportAnswer.Yes, text, dates.Sources);
    }
}
