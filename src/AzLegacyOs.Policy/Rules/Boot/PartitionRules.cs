using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2001 to ALO2011: can the firmware of a VM find a system on this disk?</summary>
internal static class PartitionRules
{
    private const string EfiSystemPartition = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";
    private const long LargeUefiDisk = 300L * 1024 * 1024 * 1024;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO2001", Severity.Blocker, RuleScope.Windows, "G1 G3", NoPartitionTable),
        new("ALO2002", Severity.Blocker, RuleScope.Windows, "G1 G3", NoActivePartition),
        new("ALO2003", Severity.Blocker, RuleScope.Windows, "G1 G3", SeveralActivePartitions),
        new("ALO2004", Severity.Blocker, RuleScope.Windows, "G3 G2", GptForGeneration1Release),
        new("ALO2005", Severity.Blocker, RuleScope.Windows, "G1 G3", NoEfiSystemPartition),
        new("ALO2006", Severity.Blocker, RuleScope.Windows, "G3", MbrForGeneration2Release),
        new("ALO2007", Severity.Blocker, RuleScope.AnyImage, "D10", WrongSectorSize),
        new("ALO2008", Severity.Information, RuleScope.Windows, "D13", LargeUefiLayout),
    ];

    private static IEnumerable<Sighting> NoPartitionTable(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.None)
            yield return Sighting.At(Sector(0), "ALO2001.Seen");
    }

    private static IEnumerable<Sighting> NoActivePartition(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.Mbr && !context.Disk.Partitions.Any(partition => partition.Active))
            yield return Sighting.At(Sector(0), "ALO2002.Seen", context.Disk.Partitions.Count);
    }

    private static IEnumerable<Sighting> SeveralActivePartitions(RuleContext context)
    {
        IReadOnlyList<PartitionFacts> active = [.. context.Disk.Partitions.Where(partition => partition.Active)];
        if (context.Disk.PartitionStyle == PartitionStyle.Mbr && active.Count > 1)
            yield return Sighting.At(Sector(0), "ALO2003.Seen", string.Join(", ", active.Select(partition => partition.Number)));
    }

    private static IEnumerable<Sighting> GptForGeneration1Release(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.Gpt && OnlyBoots(context, VmGeneration.V1))
            yield return Sighting.At(Sector(1), "ALO2004.Seen", context.Status!.Name);
    }

    private static IEnumerable<Sighting> NoEfiSystemPartition(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.Gpt && !context.Disk.Partitions.Any(partition => IsType(partition, EfiSystemPartition)))
            yield return Sighting.At(Sector(1), "ALO2005.Seen", context.Disk.Partitions.Count);
    }

    private static IEnumerable<Sighting> MbrForGeneration2Release(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.Mbr && OnlyBoots(context, VmGeneration.V2))
            yield return Sighting.At(Sector(0), "ALO2006.Seen", context.Status!.Name);
    }

    private static IEnumerable<Sighting> WrongSectorSize(RuleContext context)
    {
        if (context.Disk.LogicalSectorSize != 512)
            yield return Sighting.At(context.Facts.Path, "ALO2007.Seen", context.Disk.LogicalSectorSize);
    }

    private static IEnumerable<Sighting> LargeUefiLayout(RuleContext context)
    {
        if (context.Disk.PartitionStyle == PartitionStyle.Gpt && (context.Disk.Partitions.Count > 5 || context.Disk.VirtualSize > LargeUefiDisk))
            yield return Sighting.At(Sector(1), "ALO2008.Seen", context.Disk.Partitions.Count, context.Disk.VirtualSize);
    }

    private static bool OnlyBoots(RuleContext context, VmGeneration generation)
        => context.Status!.Generations.Count == 1 && context.Status.Generations[0] == generation;

    private static bool IsType(PartitionFacts partition, string type) => string.Equals(partition.Type, type, StringComparison.OrdinalIgnoreCase);

    private static string Sector(int number) => PolicyText.Rule("Where.Sector", number);
}
