using System.Text.Json;

namespace AzLegacyOs.Azure.ResourceManager;

/// <summary>Reading of answers, with null for whatever is not there.</summary>
internal static class PlainJson
{
    /// <summary>The value at a path of property names.</summary>
    public static JsonElement? At(this JsonElement element, params string[] path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }

    public static string? TextAt(this JsonElement element, params string[] path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long? NumberAt(this JsonElement element, params string[] path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    public static IEnumerable<JsonElement> ListAt(this JsonElement element, params string[] path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A property whatever its case; null without it.</summary>
    public static JsonElement? Of(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }

    /// <summary>A text by its name, whatever its case.</summary>
    public static string? TextOf(this JsonElement element, string name) => element.Of(name)?.AsText();

    /// <summary>A list by its name, whatever its case.</summary>
    public static IEnumerable<JsonElement> ListOf(this JsonElement element, string name) =>
        element.Of(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static string? AsText(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
