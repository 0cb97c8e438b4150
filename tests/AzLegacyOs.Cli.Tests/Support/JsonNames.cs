using System.Text.Json;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>Holds a JSON object against the names that were promised.</summary>
internal static class JsonNames
{
    /// <summary>Each name has to be there; others may be.</summary>
    public static void AssertHas(JsonElement element, string names)
    {
        HashSet<string> present = [.. element.EnumerateObject().Select(property => property.Name)];
        Assert.Superset(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), present);
    }

    public static void AssertIsOneOf(string words, JsonElement element) => Assert.Contains(element.GetString(), words.Split(' '));
}
