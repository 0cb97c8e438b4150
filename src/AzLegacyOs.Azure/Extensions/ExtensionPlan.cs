using AzLegacyOs.Azure.Deployment;
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
    private const uint Disabled = 4;

    private static readonly string[] AgentServices = ["WindowsAzureGuestAgent", "RdAgent"];

    public static IReadOnlyList<PlannedExtension> Make(Assessment assessment, IReadOnlyList<string> wanted) =>
        [.. wanted.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Decide(assessment, name))];

    private static PlannedExtension Decide(Assessment assessment, string name)
    {
        KnownExtension? known = KnownExtension.Find(name);
        string? obstacle = Obstacle(assessment, name, known);
        return obstacle is null
            ? new PlannedExtension(name, ExtensionAction.Install, "The guest has the VM agent and supports it.")
            : new PlannedExtension(name, ExtensionAction.Skip, obstacle);
    }

    private static string? Obstacle(Assessment assessment, string name, KnownExtension? known)
    {
        SupportStatus? status = assessment.Status;
        if (status is null) return "It is not known whether the guest can run the VM agent, so nothing that needs it is installed.";
        ExtensionSupport? support = status.Extensions.FirstOrDefault(e =>
            new[] { name, known?.Name, known?.Type }.Any(n => e.Name.Equals(n, StringComparison.OrdinalIgnoreCase)));
        if (support is not null && support.Supported is SupportAnswer.No or SupportAnswer.Unconfirmed) return support.Reason;
        if (status.AgentCapable == SupportAnswer.No) return $"The VM agent does not run on {status.Name}, and every extension needs it.";
        if (status.AgentCapable == SupportAnswer.Unconfirmed) return $"No source says that the VM agent runs on {status.Name}.";
        if (known is null) return $"Its publisher is not known. Known are {string.Join(", ", KnownExtension.Names)}; any other is named Publisher/Type/Version.";
        return HasAgent(assessment) ? null : "The VM agent is not installed on the disk, and Azure does not add it to a disk that is attached. Install the agent in the running VM first.";
    }

    private static bool HasAgent(Assessment assessment) =>
        assessment.Settings is { } settings && settings.Services.Values.Any(s => AgentServices.Contains(s.Name, StringComparer.OrdinalIgnoreCase) && !s.Start.Is(Disabled));
}
