using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Rules.Access;
using AzLegacyOs.Policy.Rules.Agent;
using AzLegacyOs.Policy.Rules.Boot;
using AzLegacyOs.Policy.Rules.Drivers;
using AzLegacyOs.Policy.Rules.Identity;
using AzLegacyOs.Policy.Rules.Image;
using AzLegacyOs.Policy.Rules.Network;
using AzLegacyOs.Policy.Rules.Platform;
using AzLegacyOs.Policy.Rules.Services;
using AzLegacyOs.Policy.Rules.Size;
using AzLegacyOs.Policy.Rules.Upkeep;

namespace AzLegacyOs.Policy.Rules;

/// <summary>Every rule, by id.</summary>
public static class RuleCatalogue
{
    private static readonly Lazy<IReadOnlyList<Rule>> Sorted = new(() =>
    [
        .. new[]
        {
            FormatRules.All, FooterRules.All, SizeLimitRules.All,
            PartitionRules.All, BootRules.All, VolumeRules.All, StorageRules.All, BootEntryRules.All,
            FamilyRules.All, SetupStateRules.All, SupportRules.All, ReadingRules.All, ActivationRules.All,
            BootDriverRules.All, CriticalDeviceRules.All, IntegrationRules.All, DeviceRules.All, OtherVendorRules.All, OldHostRules.All,
            FileVersionRules.All, SecurityUpdateRules.All,
            AddressRules.All, RemoteDesktopRules.All, ListenerRules.All, SessionRules.All, FirewallRules.All, FirewallAdviceRules.All, ReachRules.All,
            AccountRules.All,
            ServiceRules.All, ServiceFileRules.All, DependencyRules.All, PageFileRules.All, PendingRules.All, SystemRules.All,
            VmSizeRules.All, VmSizeOfferRules.All, MemoryRules.All,
            RegionRules.All, SubnetRules.All, InboundRules.All, PermissionRules.All, DiskChoiceRules.All,
            AgentRules.All,
        }.SelectMany(rules => rules).OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ]);

    /// <summary>The rules in the order of their ids.</summary>
    public static IReadOnlyList<Rule> All => Sorted.Value;

    /// <summary>The rules whose ids a wildcard fits, in their order.</summary>
    public static IReadOnlyList<Rule> FindAll(string pattern) => [.. All.Where(rule => Wildcard.IsMatch(pattern, rule.Id))];

    /// <summary>The rule with an id, or null.</summary>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));
}
