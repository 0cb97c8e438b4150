using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Image;

/// <summary>ALO1001 to ALO1008: is the file what Azure takes?</summary>
internal static class FormatRules
{
    private const long MiB = 1024 * 1024;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO1001", Severity.Warning, RuleScope.AnyImage, "U1 G1 I1", NotVhd),
        new("ALO1002", Severity.Warning, RuleScope.Vhd, "U1 D3 UP3", Dynamic),
        new("ALO1003", Severity.Blocker, RuleScope.AnyImage, "U1 A5 F1", ParentMissing),
        new("ALO1004", Severity.Warning, RuleScope.AnyImage, "U1 I2 UP5", NotWholeMebibytes),
        new("ALO1005", Severity.Warning, RuleScope.Vhd, "U1", OddFileLength),
        new("ALO1006", Severity.Warning, RuleScope.AnyImage, "F1", ReadWithDoubts),
        new("ALO1007", Severity.Warning, RuleScope.AnyImage, "U1 A5", MergedWithParent),
        new("ALO1008", Severity.Warning, RuleScope.AnyImage, "A5", CheckpointsBeside),
    ];

    private static IEnumerable<Sighting> NotVhd(RuleContext context)
    {
        if (context.Disk.Format != ImageFormat.Vhd)
            yield return context.PutRightOnUpload(Sighting.At(context.Facts.Path, "ALO1001.Seen", context.Disk.Format));
    }

    private static IEnumerable<Sighting> Dynamic(RuleContext context)
    {
        if (context.Disk.Subformat == ImageSubformat.Dynamic)
            yield return context.PutRightOnUpload(Sighting.At(FooterRules.FieldAt(context, 60), "ALO1002.Seen", context.Disk.VhdFooter!.DiskType));
    }

    private static IEnumerable<Sighting> ParentMissing(RuleContext context)
    {
        if (context.Disk.Subformat == ImageSubformat.Differencing && !HasParent(context))
            yield return Sighting.At(context.Facts.Path, "ALO1003.Seen", context.Disk.ParentName ?? "?").Refused().UncertainIf(context.Disk.ParentFound == null);
    }

    private static IEnumerable<Sighting> MergedWithParent(RuleContext context)
    {
        if (context.Disk.Subformat == ImageSubformat.Differencing && HasParent(context))
            yield return context.PutRightOnUpload(Sighting.At(context.Facts.Path, "ALO1007.Seen", context.Disk.ParentName ?? "?"));
    }

    /// <summary>What the machine wrote since the checkpoint would be lost without a word.</summary>
    private static IEnumerable<Sighting> CheckpointsBeside(RuleContext context)
    {
        if (context.Disk.Checkpoints.Count > 0)
            yield return Sighting.At(context.Facts.Path, "ALO1008.Seen", string.Join(", ", context.Disk.Checkpoints));
    }

    /// <summary>A guest that was read proves that the data, and so the parent, is there.</summary>
    private static bool HasParent(RuleContext context) => context.Disk.ParentFound ?? context.Guest != null;

    private static IEnumerable<Sighting> NotWholeMebibytes(RuleContext context)
    {
        long excess = context.Disk.VirtualSize % MiB;
        if (excess != 0)
            yield return context.PutRightOnUpload(Sighting.At(context.Facts.Path, "ALO1004.Seen", context.Disk.VirtualSize, excess, MiB - excess));
    }

    private static IEnumerable<Sighting> OddFileLength(RuleContext context)
    {
        DiskFacts disk = context.Disk;
        bool isUsualFixed = disk.Subformat == ImageSubformat.Fixed && disk.VhdFooter!.Length == 512 && !disk.VhdFooter.IsHeaderCopy;
        if (isUsualFixed && disk.FileSize - disk.VirtualSize != 512)
            yield return context.PutRightOnUpload(Sighting.At(context.Facts.Path, "ALO1005.Seen", disk.FileSize, disk.FileSize - disk.VirtualSize));
    }

    private static IEnumerable<Sighting> ReadWithDoubts(RuleContext context)
        => context.Disk.Problems.Select(problem => new Sighting(problem.Reason, problem.Where));
}
