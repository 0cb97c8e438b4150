using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4028: what ties a guest to disks and networks that a VM in Azure does not have.</summary>
internal static class OldHostRules
{
    /// <summary>The driver of the iSCSI initiator; it starts at boot where Windows itself is on a target.</summary>
    private const string IscsiDriver = "iScsiPrt";

    /// <summary>A node of a cluster waits for shared disks; teams of Intel's and HP's drivers wait for their adapters.</summary>
    private static readonly string[] ClustersAndTeams = ["ClusSvc", "iANSMiniport", "iANSProtocol", "CPQTeam", "CPQTeamMP"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4028", Severity.Warning, RuleScope.Settings, "D10 R7", TiedToOldHost),
    ];

    private static IEnumerable<Sighting> TiedToOldHost(RuleContext context)
        => Sighting.Merge(context.Start(IscsiDriver, start => start == StartType.Boot, mustExist: false)
            .Concat(ClustersAndTeams.SelectMany(name => context.Start(name, start => start != StartType.Disabled, mustExist: false))));
}
