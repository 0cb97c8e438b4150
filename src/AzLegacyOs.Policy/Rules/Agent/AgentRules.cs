using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Rules.Agent;

/// <summary>ALO8001 to ALO8009: the VM agent, and what is left without it.</summary>
internal static class AgentRules
{
    private const string Agent = "WindowsAzureGuestAgent";
    private const string Starter = "RdAgent";

    /// <summary>KB 4049215.</summary>
    private static readonly Version LowestVersion = new(2, 7, 41491, 1010);

    private static readonly string[] AgentServices = ["WindowsAzureGuestAgent", "RdAgent", "WindowsAzureTelemetryService"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO8001", Severity.Information, RuleScope.Windows, "A1 A2 E1 E2 A11", NoAgent),
        new("ALO8002", Severity.Information, RuleScope.Windows, "E1 E2", AgentBelowMinimum),
        new("ALO8003", Severity.Warning, RuleScope.Settings, "A1 A2", Leftovers) { Repairable = true },
        new("ALO8004", Severity.Information, RuleScope.AgentCapable, "U1 AGOFF", NotInstalled),
        new("ALO8005", Severity.Warning, RuleScope.AgentCapable, "AGOFF", NotAutomatic) { Repairable = true },
        new("ALO8006", Severity.Warning, RuleScope.AgentCapable, "AGOFF", ProgramMissing),
        new("ALO8007", Severity.Warning, RuleScope.AgentCapable, "E7", TooOld),
        new("ALO8008", Severity.Warning, RuleScope.BeforeSha2, "R1 R2", NoSha2),
        new("ALO8009", Severity.Information, RuleScope.AgentCapable, "E2", NoFramework),
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

    private static IEnumerable<Sighting> NotInstalled(RuleContext context)
    {
        if (context.Service(Agent) == null && context.Service(Starter) == null)
            yield return Sighting.At(context.ServiceKey(Agent), "Seen.NoService", Agent).UncertainIf(context.Reach.MayBePartial(context.ServiceKey(Agent)));
    }

    private static IEnumerable<Sighting> NotAutomatic(RuleContext context)
        => Sighting.Merge(new[] { Agent, Starter }.SelectMany(name => context.Start(name, start => start != StartType.Automatic, mustExist: false)));

    /// <summary>An update of the agent leaves a new folder; the service has to name the one that is there.</summary>
    private static IEnumerable<Sighting> ProgramMissing(RuleContext context)
        => Sighting.Merge(new[] { Agent, Starter }
            .Select(context.Service)
            .OfType<ServiceFacts>()
            .SelectMany(service => Sighting.FileMissing(service.Name, service.ImageExists)));

    private static IEnumerable<Sighting> TooOld(RuleContext context)
        => SettingRow.Judge(context.Settings.Software?.AgentVersion, Agent, version => !Version.TryParse(version, out Version? number) || number < LowestVersion);

    /// <summary>Newer agents are signed with SHA-2 alone, and the installer refuses them without both updates.</summary>
    private static IEnumerable<Sighting> NoSha2(RuleContext context)
    {
        if (context.Settings.Software?.Updates is not { } updates)
            yield break;
        if (updates.State == ObservationState.Unreadable)
            yield return Sighting.Of("Packages", updates);
        string stack = context.IsAtLeast(WindowsRelease.Windows7) ? "KB4490628" : "KB4493730";
        IReadOnlyList<string> missing = [.. new[] { "KB4474419", stack }.Where(number => updates.State != ObservationState.Unreadable && updates.Value?.Contains(number, StringComparer.OrdinalIgnoreCase) != true)];
        if (missing.Count > 0)
            yield return Sighting.At(updates.Where, "Seen.NoUpdate", string.Join(", ", missing));
    }

    private static IEnumerable<Sighting> NoFramework(RuleContext context)
    {
        if (context.Settings.Software?.NetFrameworks is not { } frameworks)
            yield break;
        if (frameworks.State == ObservationState.Unreadable)
            yield return Sighting.Of("NDP", frameworks);
        else if (frameworks.Value?.Any(version => version.StartsWith("v4", StringComparison.OrdinalIgnoreCase)) != true)
            yield return Sighting.At(frameworks.Where, "ALO8009.Seen", frameworks.Value is { Count: > 0 } found ? string.Join(", ", found) : "-");
    }
}
