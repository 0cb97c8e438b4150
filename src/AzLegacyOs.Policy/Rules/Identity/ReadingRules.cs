using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Identity;

/// <summary>ALO3031 to ALO3035: what could not be read, or may be stale, is said and never taken for fine.</summary>
internal static class ReadingRules
{
    /// <summary>As many places of damage as a person looks at.</summary>
    private const int PlacesShown = 3;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO3031", Severity.Warning, RuleScope.Windows, "SG8", HiveUnreadable),
        new("ALO3032", Severity.Warning, RuleScope.Settings, "SG8", context => Hives(context, state => state is HiveState.Dirty or HiveState.Damaged)),
        new("ALO3033", Severity.Information, RuleScope.Settings, "SG8", context => Hives(context, state => state == HiveState.Replayed)),
        new("ALO3034", Severity.Warning, RuleScope.AnyImage, "SG8", Problems),
        SettingRow.Of("ALO3035", Severity.Warning, RuleScope.Settings, "CSET", "Failed", settings => settings.ControlSets?.Failed, failed => failed != 0),
    ];

    private static IEnumerable<Sighting> HiveUnreadable(RuleContext context)
        => context.Facts.Settings == null
            ? [Sighting.At(context.Guest!.SystemRoot ?? context.Facts.Path, "ALO3031.Seen")]
            : Hives(context, state => state is HiveState.Unreadable or HiveState.Missing).Concat(Others(context));

    /// <summary>A hive other than these two decides nothing about start and access.</summary>
    private static bool IsMain(HiveFacts hive) => hive.Name.ToUpperInvariant() is "SYSTEM" or "SOFTWARE";

    private static IEnumerable<Sighting> Others(RuleContext context)
        => context.Settings.Hives
            .Where(hive => !IsMain(hive) && hive.State == HiveState.Unreadable)
            .Select(hive => Describe(hive).As(Severity.Information));

    private static IEnumerable<Sighting> Hives(RuleContext context, Func<HiveState, bool> isIt)
        => context.Settings.Hives
            .Where(hive => IsMain(hive) && isIt(hive.State))
            .Select(Describe);

    private static Sighting Describe(HiveFacts hive) => new($"{hive.Name}: {hive.State}{(hive.Note == null ? "" : ". " + hive.Note)}", hive.Path);

    /// <summary>Problems of the image itself have a rule of their own, and so have hives that are not whole.</summary>
    private static IEnumerable<Sighting> Problems(RuleContext context)
        => context.Facts.Problems.Except(context.Disk.Problems)
            .Where(problem => !HasFinding(context, problem.Where))
            .GroupBy(problem => FileOf(context, problem.Where))
            .Select(Describe);

    /// <summary>The hive that a place in the registry belongs to; the place itself where it is none.</summary>
    private static string FileOf(RuleContext context, string where)
        => context.Facts.Settings?.Hives.FirstOrDefault(hive => where.StartsWith(hive.Name + '\\', StringComparison.OrdinalIgnoreCase))?.Path ?? where;

    private static Sighting Describe(IEnumerable<ReadProblem> damage)
    {
        IReadOnlyList<ReadProblem> all = [.. damage], shown = [.. all.Take(PlacesShown)];
        string reasons = string.Join("; ", shown.Select(problem => problem.Reason).Distinct()), places = string.Join("; ", shown.Select(problem => problem.Where).Distinct());
        return all.Count == 1 ? new Sighting(reasons, places) : Sighting.At(places, "ALO3034.Seen", all.Count, reasons);
    }

    private static bool HasFinding(RuleContext context, string where)
        => (context.Facts.Settings?.Hives ?? []).Any(hive => hive.Path == where
            && (hive.State == HiveState.Unreadable || (IsMain(hive) && hive.State == HiveState.Damaged)));
}
