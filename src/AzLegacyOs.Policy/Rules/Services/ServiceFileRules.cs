using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>ALO6006: a service whose program or library is gone cannot start, whatever its start type.</summary>
internal static class ServiceFileRules
{
    /// <summary>Without these there is no network or no Remote Desktop.</summary>
    private static readonly string[] Needed = ["RpcSs", "Dhcp", "nsi", "TermService"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO6006", Severity.Blocker, RuleScope.Settings, "U1", FileMissing),
    ];

    private static IEnumerable<Sighting> FileMissing(RuleContext context)
        => Needed.Select(context.Service)
            .OfType<ServiceFacts>()
            .SelectMany(service => new[] { (service.Name, File: service.ImageExists), (service.Name, File: service.ServiceDllExists) })
            .Where(item => item.File.Is(false) || item.File.State == ObservationState.Unreadable)
            .Select(item => item.File.IsRead ? Sighting.At(item.File.Where, "Seen.FileMissing", item.Name) : Sighting.Of(item.Name, item.File));
}
