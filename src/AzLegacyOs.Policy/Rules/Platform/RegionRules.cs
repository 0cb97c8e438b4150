using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Platform;

/// <summary>ALO7101 to ALO7105: can this subscription make such a VM in the region?</summary>
internal static class RegionRules
{
    private const string Cores = "cores";

    private const string Machines = "virtualMachines";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7101", Severity.Blocker, RuleScope.WithSubscription, "SK1", NothingOffered),
        new("ALO7102", Severity.Blocker, RuleScope.WithSubscription, "TE1", NotRegistered),
        new("ALO7103", Severity.Blocker, RuleScope.WithSubscription, "TE1", TypeNotOffered),
        new("ALO7104", Severity.Blocker, RuleScope.WithSubscription, "QU1", QuotaTooSmall),
        new("ALO7105", Severity.Warning, RuleScope.WithSubscription, "TE1", NotAsked),
        new("ALO7118", Severity.Information, RuleScope.Nt5InSubscription, "KMSC A4", NoKmsClient),
    ];

    private static IEnumerable<Sighting> NothingOffered(RuleContext context)
    {
        if (context.Platform.SizesOffered.Is(0))
            yield return Sighting.At(context.Platform.SizesOffered.Where, "ALO7101.Seen", context.Platform.Location).Refused();
    }

    private static IEnumerable<Sighting> NotRegistered(RuleContext context)
        => from provider in Known(context)
           where !Is(provider.RegistrationState, "Registered")
           let sighting = Sighting.At(provider.Namespace, "ALO7102.Seen", provider.Namespace, provider.RegistrationState)
           select Is(provider.RegistrationState, "Registering") ? sighting.As(Severity.Warning) : sighting.Refused();

    /// <summary>A region that is no region has a finding of its own.</summary>
    private static IEnumerable<Sighting> TypeNotOffered(RuleContext context)
        => from provider in Known(context)
           from type in provider.Locations
           where !context.Platform.SizesOffered.Is(0) && type.Value.Count > 0 && !type.Value.Contains(context.Platform.Location, StringComparer.OrdinalIgnoreCase)
           select Sighting.At(provider.Namespace, "ALO7103.Seen", $"{provider.Namespace}/{type.Key}", context.Platform.Location).Refused();

    private static IEnumerable<Sighting> QuotaTooSmall(RuleContext context)
    {
        if (!context.Platform.IsNewMachine || context.Platform.Quotas is not { IsRead: true } quotas)
            return [];
        return from quota in quotas.Value!
               let needed = Is(quota.Name, Machines) ? 1 : Is(quota.Name, Cores) || Is(quota.Name, context.Offer?.Family ?? "") ? context.Offer?.VirtualProcessors ?? 0 : 0
               where needed > 0 && quota.Used + needed > quota.Limit
               select Sighting.At(quotas.Where, "ALO7104.Seen", quota.Name, quota.Used, quota.Limit, needed).Refused();
    }

    private static IEnumerable<Sighting> NotAsked(RuleContext context)
    {
        PlatformFacts platform = context.Platform;
        IEnumerable<(string Where, string? Reason)> all =
        [
            Ask(platform.Size), Ask(platform.Quotas), .. platform.Providers.Select(Ask), Ask(platform.Permissions), Ask(platform.Objections),
            platform.Subnet == null ? default : Ask(platform.Subnet), platform.InboundRules == null ? default : Ask(platform.InboundRules),
        ];
        return all.Where(one => one.Reason != null).Distinct().Select(one => Sighting.At(one.Where, "ALO7105.Seen", one.Reason));
    }

    private static IEnumerable<Sighting> NoKmsClient(RuleContext context)
        => [Sighting.At(context.Status!.Name, "ALO7118.Seen", context.Status.Name)];

    private static (string Where, string? Reason) Ask<T>(Observed<T> observed) => (observed.Where, observed.State == ObservationState.Unreadable ? observed.Reason ?? PolicyText.Rule("ALO7105.NoReason") : null);

    private static IEnumerable<ProviderFacts> Known(RuleContext context) => context.Platform.Providers.Where(provider => provider.IsRead).Select(provider => provider.Value!);

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
