using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules;

/// <summary>Rules that are one row: a setting, what is wrong with it, and what its absence means.</summary>
internal static class SettingRow
{
    /// <summary>A rule over one value; null stands for one that was not looked at.</summary>
    /// <param name="id">Id of the rule.</param>
    /// <param name="severity">How bad a wrong value is, or one that could not be read.</param>
    /// <param name="scope">The images that it applies to.</param>
    /// <param name="sources">Ids of its sources.</param>
    /// <param name="name">What the setting is called.</param>
    /// <param name="select">Where the setting is among the facts.</param>
    /// <param name="isWrong">Judges a value that was read.</param>
    /// <param name="whenMissing">How bad the default of Windows is; null where it is fine.</param>
    public static Rule Of<T>(
        string id, Severity severity, RuleScope scope, string sources, string name,
        Func<GuestSettings, Observed<T>?> select, Func<T, bool> isWrong, Severity? whenMissing = null)
        => new(id, severity, scope, sources, context => Judge(select(context.Settings), name, isWrong, whenMissing)) { Repairable = true };

    /// <summary>What is wrong with one value.</summary>
    public static IEnumerable<Sighting> Judge<T>(Observed<T>? value, string name, Func<T, bool> isWrong, Severity? whenMissing = null)
    {
        if (value == null)
            yield break;

        if (!value.IsMissing && (!value.IsRead || isWrong(value.Value!)))
            yield return Sighting.Of(name, value);
        else if (value.IsMissing && whenMissing is { } severity)
            yield return Sighting.At(value.Where, "Seen.Default", name).As(severity);
    }
}
