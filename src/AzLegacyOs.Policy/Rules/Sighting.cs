using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules;

/// <summary>What a rule saw, before it becomes a finding.</summary>
/// <param name="Seen">In words of the session's language.</param>
/// <param name="Where">File, hive path and value, or byte offset.</param>
internal sealed record Sighting(string Seen, string Where)
{
    /// <summary>The severity, where it is not the rule's own.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Azure itself refuses, so that nobody can force past it.</summary>
    public bool RefusedByAzure { get; init; }

    /// <summary>It rests on something that could not be read. That never blocks; it leaves the verdict Unknown.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>A sighting with a text of the resource file.</summary>
    public static Sighting At(string where, string textKey, params object?[] arguments) => new(PolicyText.Rule(textKey, arguments), where);

    /// <summary>"name = value" of a value that was read.</summary>
    public static Sighting Of<T>(string name, Observed<T> value)
        => new(value.State switch
        {
            ObservationState.Read => FormattableString.Invariant($"{name} = {value.Value}"),
            ObservationState.Missing => PolicyText.Rule("Seen.Missing", name),
            _ => PolicyText.Rule("Seen.Unreadable", name, value.Reason),
        }, value.Where)
        { IsUncertain = value.State == ObservationState.Unreadable };

    /// <summary>A file that is not there, or that could not be looked for; none where it is there, or where nobody looked.</summary>
    public static IEnumerable<Sighting> FileMissing(string name, Observed<bool> exists)
    {
        if (exists.Is(false))
            yield return At(exists.Where, "Seen.FileMissing", name);
        else if (exists.State == ObservationState.Unreadable)
            yield return Of(name, exists);
    }

    /// <summary>Several parts of one fault as one sighting; none where there is none.</summary>
    public static IEnumerable<Sighting> Merge(IEnumerable<Sighting> parts)
    {
        IReadOnlyList<Sighting> all = [.. parts];
        if (all.Count > 0)
        {
            yield return all[0] with
            {
                Seen = string.Join("; ", all.Select(part => part.Seen)),
                Where = string.Join("; ", all.Select(part => part.Where).Distinct()),
                IsUncertain = all.Any(part => part.IsUncertain),
            };
        }
    }

    /// <summary>The same, refused by Azure itself.</summary>
    public Sighting Refused() => this with { RefusedByAzure = true };

    /// <summary>The same as something that would block, had it been read with certainty.</summary>
    public Sighting Undetermined() => this with { Severity = Policy.Severity.Blocker, IsUncertain = true };

    /// <summary>The same, uncertain where the condition holds.</summary>
    public Sighting UncertainIf(bool condition) => this with { IsUncertain = IsUncertain || condition };

    /// <summary>The same with another severity.</summary>
    public Sighting As(Severity severity) => this with { Severity = severity };
}
