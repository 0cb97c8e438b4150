namespace AzLegacyOs.Policy.Facts;

/// <summary>How a value came to be known, or why it is not.</summary>
public enum ObservationState
{
    /// <summary>The value was read.</summary>
    Read,

    /// <summary>The place was read and the value is not there. For many settings that means "the Windows default".</summary>
    Missing,

    /// <summary>The place could not be read, so nothing is known; never to be taken for fine.</summary>
    Unreadable,
}

/// <summary>One value with the place it was read from.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="State">Whether the value was read, is missing, or could not be read.</param>
/// <param name="Value">The value; meaningful only when <paramref name="State"/> is <see cref="ObservationState.Read"/>.</param>
/// <param name="Where">Hive, key path and value name, or file, or byte offset.</param>
/// <param name="Reason">Why it could not be read; null otherwise.</param>
public sealed record Observed<T>(ObservationState State, T? Value, string Where, string? Reason = null)
{
    /// <summary>Whether the value was read.</summary>
    public bool IsRead => State == ObservationState.Read;

    /// <summary>Whether the place was read and holds no such value.</summary>
    public bool IsMissing => State == ObservationState.Missing;

    /// <summary>Whether the value was read and equals <paramref name="expected"/>.</summary>
    public bool Is(T expected) => IsRead && EqualityComparer<T>.Default.Equals(Value!, expected);
}

/// <summary>Makes observations.</summary>
public static class Observed
{
    /// <summary>A value that was read at <paramref name="where"/>.</summary>
    public static Observed<T> Read<T>(T value, string where) => new(ObservationState.Read, value, where);

    /// <summary>A value that is not at <paramref name="where"/>.</summary>
    public static Observed<T> Missing<T>(string where) => new(ObservationState.Missing, default, where);

    /// <summary>A place that could not be read.</summary>
    public static Observed<T> Unreadable<T>(string where, string reason) => new(ObservationState.Unreadable, default, where, reason);
}
