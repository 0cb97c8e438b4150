using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>ALO6006: a service whose program or library is gone cannot start, whatever its start type.</summary>
internal static class ServiceFileRules
{
    /// <summary>Without these there is no network or no Remote Desktop.</summary>
    private static readonly string[] Needed = ["RpcSs", "Dhcp", "nsi", "TermService"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO6006", Severity.Blocker, RuleScope.Settings, "U1 SCM", FileMissing),
    ];

    /// <summary>That a program has to be there is documented; of the library of a shared host it is only to be expected, so that it does not block.</summary>
    private static IEnumerable<Sighting> FileMissing(RuleContext context)
        => Needed.Select(context.Service)
            .OfType<ServiceFacts>()
            .SelectMany(service => Sighting.FileMissing(service.Name, service.ImageExists)
                .Concat(Sighting.FileMissing(service.Name, service.ServiceDllExists).Select(sighting => sighting.As(Severity.Warning))));
}
