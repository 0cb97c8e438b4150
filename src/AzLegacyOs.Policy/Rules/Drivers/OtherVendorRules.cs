using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4025 to ALO4027: drivers of other vendors between Windows and its network, files or disks.</summary>
internal static class OtherVendorRules
{
    private static readonly string[] NetworkGroups = ["PNP_TDI", "TDI", "NDIS"];
    private static readonly string[] ProtectionGroups = ["FSFilter Anti-Virus", "FSFilter Encryption"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4025", Severity.Warning, RuleScope.Settings, "U1", context => InGroups(context, NetworkGroups)),
        new("ALO4026", Severity.Warning, RuleScope.Settings, "FSG U1", context => InGroups(context, ProtectionGroups)),
        new("ALO4027", Severity.Information, RuleScope.Settings, "RSL156", ClassFilters),
    ];

    /// <summary>In the group NDIS, what starts on demand is the driver of an adapter, which does nothing without it.</summary>
    private static IEnumerable<Sighting> InGroups(RuleContext context, string[] groups)
        => Sighting.Merge(context.Settings.Services.Values
            .Where(service => groups.Contains(service.Group, StringComparer.OrdinalIgnoreCase) && !service.Start.Is(StartType.Disabled) && !IsAdapter(service))
            .OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(Foreign));

    private static bool IsAdapter(ServiceFacts service)
        => string.Equals(service.Group, "NDIS", StringComparison.OrdinalIgnoreCase) && !(service.Start is { IsRead: true } start && start.Value < StartType.OnDemand);

    /// <summary>One without a file has its own rule.</summary>
    private static IEnumerable<Sighting> ClassFilters(RuleContext context)
        => Sighting.Merge((context.Settings.Drivers?.ClassFilters ?? [])
            .SelectMany(filters => (filters.Upper.Value ?? []).Concat(filters.Lower.Value ?? []))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(context.Service)
            .OfType<ServiceFacts>()
            .SelectMany(Foreign));

    /// <summary>A driver whose file names a company other than Microsoft, or none; one whose file cannot be read is said so.</summary>
    private static IEnumerable<Sighting> Foreign(ServiceFacts service)
    {
        Observed<string> company = service.CompanyName;
        if (company.State == ObservationState.Unreadable)
            yield return Sighting.Of(service.Name, company);
        else if (company.IsRead && company.Value!.IndexOf("Microsoft", StringComparison.OrdinalIgnoreCase) < 0)
            yield return Sighting.At(company.Where, "Seen.Company", service.Name, company.Value.Trim().Length == 0 ? "-" : company.Value.Trim());
    }
}
