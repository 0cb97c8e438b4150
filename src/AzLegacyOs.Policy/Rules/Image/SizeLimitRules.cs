using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Image;

/// <summary>ALO1021 to ALO1025: how small and how large a disk may be. The sizes are those after rounding up to a whole MiB.</summary>
internal static class SizeLimitRules
{
    private const long MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;
    private const long FooterSize = 512;
    private const long SmallestUpload = 20_972_032;

    /// <summary>32,767 GiB and a footer: the largest data disk too.</summary>
    private const long LargestUpload = 35_183_298_347_520;

    private const long LargestGeneration1OsDisk = 2048 * GiB;
    private const long LargestOsDisk = 4095 * GiB;
    private const long LargestVhd = 2040 * GiB;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO1021", Severity.Warning, RuleScope.AnyImage, "D4", TooSmall),
        new("ALO1022", Severity.Blocker, RuleScope.AnyImage, "D4 U1", context => Over(context, size => size + FooterSize > LargestUpload, LargestUpload)),
        new("ALO1023", Severity.Blocker, RuleScope.AnyGuest, "U1 G1", Generation1),
        new("ALO1024", Severity.Blocker, RuleScope.AnyGuest, "D6", context => Over(context, size => size > LargestOsDisk && size + FooterSize <= LargestUpload, LargestOsDisk)),
        new("ALO1025", Severity.Information, RuleScope.Vhd, "G3", context => Over(context, size => size > LargestVhd && size <= LargestGeneration1OsDisk, LargestVhd, refused: false)),
    ];

    /// <summary>The upload fills a small disk up with zeros.</summary>
    private static IEnumerable<Sighting> TooSmall(RuleContext context)
        => Over(context, size => size + FooterSize < SmallestUpload, SmallestUpload, refused: false).Select(context.PutRightOnUpload);

    private static IEnumerable<Sighting> Generation1(RuleContext context)
        => context.Disk.Generation == VmGeneration.V2
            ? []
            : Over(context, size => size > LargestGeneration1OsDisk && size <= LargestOsDisk, LargestGeneration1OsDisk);

    private static IEnumerable<Sighting> Over(RuleContext context, Func<long, bool> isOver, long limit, bool refused = true)
    {
        long size = context.Disk.VirtualSize > long.MaxValue - MiB ? long.MaxValue - FooterSize : (context.Disk.VirtualSize + MiB - 1) / MiB * MiB;
        if (isOver(size))
            yield return Sighting.At(context.Facts.Path, "Seen.DiskSize", size, limit) with { RefusedByAzure = refused };
    }
}
