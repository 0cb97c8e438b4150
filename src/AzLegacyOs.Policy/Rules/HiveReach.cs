using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules;

/// <summary>
/// Which hives are whole. In one that is not, a key or value that seems to be absent may only be out of reach, so that its absence proves
/// nothing; a value that was read there still counts.
/// </summary>
internal sealed class HiveReach(IReadOnlyList<HiveFacts> hives)
{
    /// <summary>The observation, or, where it is an absence in a hive that is not whole, an unreadable one with the reason.</summary>
    public Observed<T> Weigh<T>(Observed<T> value)
        => value.IsMissing && BrokenHive(value.Where) is { } hive
            ? Observed.Unreadable<T>(value.Where, PolicyText.Rule("Seen.OutOfReach", hive.Name, hive.State))
            : value;

    /// <summary>The values that decide the set-up state, weighed.</summary>
    public SetupFacts Weigh(SetupFacts setup) => setup with
    {
        ImageState = Weigh(setup.ImageState),
        SystemSetupInProgress = Weigh(setup.SystemSetupInProgress),
        SetupType = Weigh(setup.SetupType),
    };

    /// <summary>Whether a list that was read at a place may be shorter than it is in truth.</summary>
    public bool MayBePartial(string where) => BrokenHive(where) != null;

    private HiveFacts? BrokenHive(string where)
        => hives.FirstOrDefault(hive => hive.State is (HiveState.Damaged or HiveState.Missing or HiveState.Unreadable)
            && where.StartsWith(hive.Name + @"\", StringComparison.OrdinalIgnoreCase));
}
