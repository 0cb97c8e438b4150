using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests;

/// <summary>Makes an observation of another one, or of something whose reading may fail.</summary>
internal static class Observation
{
    /// <summary>The same place with its value in another form; what is missing or could not be read stays so.</summary>
    public static Observed<TOut> Select<TIn, TOut>(this Observed<TIn> from, Func<TIn, TOut> convert) =>
        from.Then(value => Observed.Read(convert(value), from.Where));

    /// <summary>The same, where the absence of the value has a meaning of its own.</summary>
    public static Observed<TOut> Select<TIn, TOut>(this Observed<TIn> from, Func<TIn, TOut> convert, TOut whenMissing) =>
        from.IsMissing ? Observed.Read(whenMissing, from.Where) : from.Select(convert);

    /// <summary>What a value that was read leads to; without one, the reason why there is none.</summary>
    public static Observed<TOut> Then<TIn, TOut>(this Observed<TIn> from, Func<TIn, Observed<TOut>> next) =>
        from.IsRead ? next(from.Value!) : new Observed<TOut>(from.State, default, from.Where, from.Reason);

    /// <summary>What <paramref name="read"/> observes. Where it fails, nothing is known of the place, and the problem log is told.</summary>
    public static Observed<T> Try<T>(string where, ProblemLog problems, Func<Observed<T>> read)
    {
        try
        {
            return read();
        }
        catch (IOException exception)
        {
            problems.Add(where, exception);
            return Observed.Unreadable<T>(where, exception.Message);
        }
    }
}
