using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Rules.Agent;

/// <summary>ALO8001 to ALO8003: the VM agent, and what is left without it.</summary>
internal static class AgentRules
{
    private static readonly string[] AgentServices = ["WindowsAzureGuestAgent", "RdAgent", "WindowsAzureTelemetryService"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO8001", Severity.Information, RuleScope.Windows, "A1 A2 E1 E2 A11", NoAgent),
        new("ALO8002", Severity.Information, RuleScope.Windows, "E1 E2", AgentBelowMinimum),
        new("ALO8003", Severity.Warning, RuleScope.Settings, "A1 A2", Leftovers) { Repairable = true },
    ];

    private static IEnumerable<Sighting> NoAgent(RuleContext context) => AgentCapable(context, SupportAnswer.No);

    private static IEnumerable<Sighting> AgentBelowMinimum(RuleContext context) => AgentCapable(context, SupportAnswer.Conditional);

    private static IEnumerable<Sighting> AgentCapable(RuleContext context, SupportAnswer answer)
    {
        if (context.Status!.AgentCapable == answer)
            yield return new Sighting(context.Status.FindStatement("AgentCapable")!.Explanation, context.Status.Name);
    }

    private static IEnumerable<Sighting> Leftovers(RuleContext context)
        => context.Is32Bit || context.IsNt5
            ? AgentServices.Select(context.Service)
                .Where(service => service is { } && !service.Start.Is(4))
                .Select(service => Sighting.Of($"{service!.Name} Start", service.Start))
            : [];
}
