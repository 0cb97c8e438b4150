using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Rules.Identity;

/// <summary>ALO3021 to ALO3025: what Microsoft says of this release on the day.</summary>
internal static class SupportRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO3021", Severity.Warning, RuleScope.Windows, "A1 A2 A3", OutOfSupport),
        new("ALO3022", Severity.Information, RuleScope.Windows, "L1 L3", ExtendedSecurityUpdatesOnly),
        new("ALO3023", Severity.Warning, RuleScope.Windows, "A3 A8", OutsideTheList),
        new("ALO3024", Severity.Warning, RuleScope.Windows, "U1 E3", DomainController),
    ];

    private static IEnumerable<Sighting> OutOfSupport(RuleContext context) => OsSupported(context, SupportAnswer.No);

    private static IEnumerable<Sighting> ExtendedSecurityUpdatesOnly(RuleContext context) => OsSupported(context, SupportAnswer.Conditional);

    private static IEnumerable<Sighting> OsSupported(RuleContext context, SupportAnswer answer)
    {
        if (context.Status!.OsSupported == answer)
            yield return new Sighting(context.Status.FindStatement("OsSupported")!.Explanation, context.Status.Name);
    }

    private static IEnumerable<Sighting> OutsideTheList(RuleContext context)
    {
        if (context.Release is WindowsRelease.WindowsNT4 or WindowsRelease.Windows2000 or WindowsRelease.WindowsXP or WindowsRelease.WindowsVista)
            yield return new Sighting(context.Status!.FindStatement("Deployable")!.Explanation, context.Status.Name);
    }

    private static IEnumerable<Sighting> DomainController(RuleContext context)
    {
        Observed<string>? database = context.HasSettings ? context.Settings.Domain?.DirectoryDatabase : null;
        if (database is { IsRead: true })
            yield return Sighting.At(database.Where, "ALO3024.SeenDatabase", database.Value);
        else if (context.Guest!.Kind == InstallationKind.DomainController)
            yield return Sighting.At(context.Guest.SystemRoot ?? context.Facts.Path, "ALO3024.Seen");
    }
}
