using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Lists that are kept as the names of values, whatever their data.</summary>
internal static class ValueNames
{
    /// <summary>The names, the one of the default value left out.</summary>
    /// <param name="key">The key.</param>
    /// <param name="limit">No more values than this are looked at.</param>
    public static Observed<IReadOnlyList<string>> Read(KeyView key, int limit) => key.ReadAll(() => List(key, limit));

    private static IReadOnlyList<string> List(KeyView key, int limit)
    {
        var names = new List<string>();
        foreach (KeyValuePair<string, Observed<byte[]>> value in key.AllBytes)
        {
            if (value.Key.Length > 0) names.Add(value.Key);
            if (--limit == 0) break;
        }

        return names;
    }
}
