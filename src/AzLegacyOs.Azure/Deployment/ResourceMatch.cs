using System.Collections;
using System.Globalization;
using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Holds what exists against what would be made.</summary>
internal static class ResourceMatch
{
    // The service fills them in, moves them on, or writes them its own way.
    private static readonly string[] Passed = ["tags", "creationData"];

    /// <summary>The paths at which a resource that exists differs from a body; what the body does not say is free.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, object?> body, JsonElement found)
    {
        var differences = new List<string>();
        Compare("", body, found, differences);
        return differences;
    }

    private static void Compare(string path, object? wanted, JsonElement found, List<string> differences)
    {
        switch (wanted)
        {
            case IReadOnlyDictionary<string, object?> properties:
                foreach (KeyValuePair<string, object?> property in properties.Where(p => !Passed.Contains(p.Key)))
                    Compare(path.Length == 0 ? property.Key : $"{path}.{property.Key}", property.Value, found.Of(property.Key) ?? default, differences);
                break;
            case string text:
                if (!Plain(text).Equals(Plain(found.AsText() ?? ""), StringComparison.OrdinalIgnoreCase)) differences.Add(path);
                break;
            case IEnumerable list:
                CompareLists(path, [.. list.Cast<object?>()], found, differences);
                break;
            default:
                if (!string.Equals(Convert.ToString(wanted, CultureInfo.InvariantCulture), found.ValueKind == JsonValueKind.Undefined ? "" : found.GetRawText(), StringComparison.OrdinalIgnoreCase)) differences.Add(path);
                break;
        }
    }

    private static void CompareLists(string path, object?[] wanted, JsonElement found, List<string> differences)
    {
        JsonElement[] items = found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : [];
        if (items.Length != wanted.Length)
        {
            differences.Add(path);
            return;
        }

        for (int i = 0; i < items.Length; i++) Compare($"{path}[{i}]", wanted[i], items[i], differences);
    }

    // A region may be written "West Europe".
    private static string Plain(string text) => text.Replace(" ", "");
}
