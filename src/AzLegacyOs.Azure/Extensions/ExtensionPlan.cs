using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Azure.Extensions;

/// <summary>Decides which of the wanted extensions the guest can run.</summary>
/// <remarks>
/// An extension waits for the VM agent; on a guest without one it hangs for about 25 minutes and then fails, although the VM runs. A disk that
/// is attached gets no agent from Azure, so the agent has to be on it already.
/// </remarks>
internal static class ExtensionPlan
{
    // Not installed, not started by itself, its program missing, older than the least version that Azure supports.
    private static readonly string[] AgentFaults = ["ALO8004", "ALO8005", "ALO8006", "ALO8007"];

    /// <summary>Whether anything that needs the VM agent works in the guest as it is on the disk.</summary>
    public static bool HasUsableAgent(Assessment assessment) =>
        assessment.Status is { AgentCapable: SupportAnswer.Yes or SupportAnswer.Conditional } && AgentFault(assessment) is null;

    public static IReadOnlyList<PlannedExtension> Make(Assessment assessment, IReadOnlyList<string> wanted) =>
        [.. wanted.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Decide(assessment, name))];

    private static PlannedExtension Decide(Assessment assessment, string name)
    {
        KnownExtension? known = KnownExtension.Find(name);
        string? obstacle = Obstacle(assessment, name, known);
        return obstacle is null
            ? new PlannedExtension(name, ExtensionAction.Install, AzureText.Of("Extension.CanRun"))
            : new PlannedExtension(name, ExtensionAction.Skip, obstacle);
    }

    private static string? Obstacle(Assessment assessment, string name, KnownExtension? known)
    {
        SupportStatus? status = assessment.Status;
        if (status is null) return AzureText.Of("Extension.GuestUnknown");
        ExtensionSupport? support = status.Extensions.FirstOrDefault(e =>
            new[] { name, known?.Name, known?.Type }.Any(n => e.Name.Equals(n, StringComparison.OrdinalIgnoreCase)));
        if (support is not null && support.Supported is SupportAnswer.No or SupportAnswer.Unconfirmed) return support.Reason;
        if (status.AgentCapable == SupportAnswer.No) return AzureText.Of("Extension.NoAgentForOs", status.Name);
        if (status.AgentCapable == SupportAnswer.Unconfirmed) return AzureText.Of("Extension.AgentUnconfirmed", status.Name);
        if (known is null) return AzureText.Of("Extension.PublisherUnknown", string.Join(", ", KnownExtension.Names));
        return AgentFault(assessment);
    }

    /// <summary>What is wrong with the VM agent on the disk, as the rules about it found; null where nothing is.</summary>
    private static string? AgentFault(Assessment assessment)
    {
        if (assessment.Settings is null) return AzureText.Of("Extension.SettingsNotRead");
        return assessment.Findings.FirstOrDefault(finding => AgentFaults.Contains(finding.RuleId)) is { } fault
            ? AzureText.Of("Extension.AgentUnfit", fault.RuleId, fault.Title.TrimEnd('.'), fault.Seen.TrimEnd('.'), fault.Remedy.TrimEnd('.'))
            : null;
    }
}
