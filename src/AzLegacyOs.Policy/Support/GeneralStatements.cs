using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Support;

/// <summary>
/// Statements of the public articles that are not a column of the matrix. A row here: the id (question <c>Question.ID</c> and
/// answer <c>Statement.ID</c> in the texts), for whom it holds, the answer, and the tags of its sources.
/// </summary>
internal static class GeneralStatements
{
    private static readonly (string Id, Func<SupportQuestion, bool> AppliesTo, SupportAnswer Answer, string Sources)[] Rows =
    [
        ("SpecializedVhd", q => q.Is32BitWindows || q.IsServer2003, SupportAnswer.Yes, "A1 A2"),
        ("NoFurtherSupportAfterEnd", q => q.Is32BitWindows || q.IsServer2003, SupportAnswer.No, "A1 A2 A3"),
        ("MemoryNote", q => q.Is32BitWindows, SupportAnswer.Conditional, "A1"),
        ("AgentExtensions", q => q.Is32BitWindows, SupportAnswer.No, "A1"),
        ("AgentExtensions2003", q => q.IsServer2003 && !q.Is32BitWindows, SupportAnswer.No, "A2"),
        ("CoveredEditions", q => q.IsServer2003, SupportAnswer.Yes, "A2"),
        ("ExistingInstances", q => q.IsServer2003, SupportAnswer.Yes, "A2"),
        ("NewVmAfterEndOfSupport", q => q.IsServer2003, SupportAnswer.Conditional, "A2"),
        ("AzureSupportScope", q => q.IsServer2003, SupportAnswer.Conditional, "A2"),
        ("HypervisorChanges", q => q.IsServer2003, SupportAnswer.Conditional, "A2"),
        ("CustomSupportImages", q => q.IsServer2003, SupportAnswer.Yes, "A2"),
        ("ApplicationLifecycle", q => q.IsServer2003, SupportAnswer.Conditional, "A2"),
        ("OwnLicence", q => q.IsServer2003, SupportAnswer.Conditional, "A4"),
        ("UpgradeToX64", q => q.Is32BitWindows, SupportAnswer.No, "K12"),
        ("AgentlessBackup", q => q.Row.Family == GuestFamily.Windows, SupportAnswer.Conditional, "A11"),
    ];

    public static IEnumerable<SupportStatement> For(SupportQuestion question)
    {
        foreach ((string id, Func<SupportQuestion, bool> appliesTo, SupportAnswer answer, string sources) in Rows)
        {
            if (appliesTo(question))
                yield return StatementBuilder.Plain(id, answer, PolicyText.Support($"Statement.{id}"), SourceCatalogue.Parse(sources));
        }

        if (question.Row.Family is GuestFamily.Linux or GuestFamily.Bsd)
            yield return StatementBuilder.OtherSystems32Bit();
    }
}
