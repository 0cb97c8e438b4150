using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Image;

/// <summary>ALO1011 to ALO1015: the VHD footer.</summary>
internal static class FooterRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO1011", Severity.Warning, RuleScope.Vhd, "F1", WrongChecksum),
        new("ALO1012", Severity.Warning, RuleScope.Vhd, "F1", UnknownVersion),
        new("ALO1013", Severity.Warning, RuleScope.Vhd, "F1 I1", FooterAtEndUnusable),
        new("ALO1014", Severity.Warning, RuleScope.Vhd, "F1 F3", ShortFooter),
        new("ALO1015", Severity.Warning, RuleScope.Vhd, "F4", SavedState),
    ];

    /// <summary>A field of the footer as a place in the file.</summary>
    public static string FieldAt(RuleContext context, int offset) => PolicyText.Rule("Where.Footer", context.Disk.VhdFooter!.Offset + offset);

    private static IEnumerable<Sighting> WrongChecksum(RuleContext context)
    {
        if (!context.Disk.VhdFooter!.ChecksumValid)
            yield return Sighting.At(FieldAt(context, 64), "ALO1011.Seen");
    }

    private static IEnumerable<Sighting> UnknownVersion(RuleContext context)
    {
        if (context.Disk.VhdFooter!.FormatVersion != 0x00010000)
            yield return Sighting.At(FieldAt(context, 12), "ALO1012.Seen", context.Disk.VhdFooter.FormatVersion);
    }

    private static IEnumerable<Sighting> FooterAtEndUnusable(RuleContext context)
    {
        VhdFooterFacts footer = context.Disk.VhdFooter!;
        if (footer.IsHeaderCopy)
            yield return context.PutRightOnUpload(Sighting.At(FieldAt(context, 0), "ALO1013.Seen"));
    }

    private static IEnumerable<Sighting> ShortFooter(RuleContext context)
    {
        if (context.Disk.VhdFooter!.Length == 511)
            yield return context.PutRightOnUpload(Sighting.At(FieldAt(context, 0), "ALO1014.Seen"));
    }

    private static IEnumerable<Sighting> SavedState(RuleContext context)
    {
        if (context.Disk.VhdFooter!.SavedState)
            yield return Sighting.At(FieldAt(context, 84), "ALO1015.Seen");
    }
}
