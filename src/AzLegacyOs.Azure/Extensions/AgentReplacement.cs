using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Extensions;

/// <summary>What takes the place of the extensions in a guest without a VM agent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Use">What it does and what it needs.</param>
/// <remarks>"About agentless multi-disk crash-consistent backup for Azure VMs", https://learn.microsoft.com/azure/backup/backup-azure-vms-agentless-multi-disk-crash-consistent-overview.</remarks>
public sealed record AgentReplacement(string Name, string Use)
{
    private static IReadOnlyList<AgentReplacement> All =>
    [
        new(AzureText.Of("Instead.Backup"), AzureText.Of("Instead.Backup.How")),
        new(AzureText.Of("Instead.Snapshots"), AzureText.Of("Instead.Snapshots.How")),
        new(AzureText.Of("Instead.Diagnostics"), AzureText.Of("Instead.Diagnostics.How")),
        new(AzureText.Of("Instead.Bastion"), AzureText.Of("Instead.Bastion.How")),
    ];

    /// <summary>All of them for a guest whose agent is missing or unfit; none for another.</summary>
    internal static IReadOnlyList<AgentReplacement> For(Assessment assessment) => ExtensionPlan.HasUsableAgent(assessment) ? [] : All;
}
