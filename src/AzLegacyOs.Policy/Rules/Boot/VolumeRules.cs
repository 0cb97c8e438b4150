using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2031 to ALO2034: volumes that Azure, or nobody, can read.</summary>
internal static class VolumeRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO2031", Severity.Blocker, RuleScope.AnyImage, "A3 D10 R7", Encrypted),
        new("ALO2032", Severity.Blocker, RuleScope.AnyImage, "D17 R2", DynamicDisk),
        new("ALO2033", Severity.Warning, RuleScope.AnyImage, "U1", Dirty),
        new("ALO2034", Severity.Warning, RuleScope.AnyImage, "U1", JournalNotApplied),
    ];

    private static IEnumerable<Sighting> Encrypted(RuleContext context)
        => context.Disk.Partitions
            .Where(partition => partition.Encryption != VolumeEncryption.None && !IsForeign(context))
            .Select(partition => Sighting.At(Name(partition), "ALO2031.Seen", partition.Encryption));

    /// <summary>Blocks where it may hold the system; a disk without a guest may be a data disk, which may stay dynamic.</summary>
    private static IEnumerable<Sighting> DynamicDisk(RuleContext context)
    {
        PartitionFacts? member = context.Disk.Partitions.FirstOrDefault(partition => partition.IsVolumeManagerMember);
        if (member != null && !IsForeign(context))
        {
            Sighting sighting = Sighting.At(Name(member), "ALO2032.Seen", member.TypeName ?? member.Type);
            yield return context.Guest == null ? sighting.As(Severity.Warning) : sighting;
        }
    }

    private static IEnumerable<Sighting> Dirty(RuleContext context)
        => context.Disk.Partitions
            .Where(partition => partition.Dirty == true && !IsForeign(context))
            .Select(partition => Sighting.At(Name(partition), "ALO2033.Seen", partition.FileSystem));

    /// <summary>A machine that was switched off or copied while it ran: what is read here is older than what Windows would read.</summary>
    private static IEnumerable<Sighting> JournalNotApplied(RuleContext context)
        => context.Disk.Partitions
            .Where(partition => partition is { JournalClean: false } && partition.Dirty != true && !IsForeign(context))
            .Select(partition => Sighting.At(Name(partition), "ALO2034.Seen", partition.FileSystem));

    /// <summary>A Linux or BSD disk has a finding of its own; what Windows needs does not matter there.</summary>
    private static bool IsForeign(RuleContext context) => context.Guest is { Family: not GuestFamily.Windows };

    private static string Name(PartitionFacts partition) => PolicyText.Rule("Where.PartitionAt", partition.Number, partition.Offset);
}
