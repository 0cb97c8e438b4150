using System.Globalization;
using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Sizes;

/// <summary>Reads one row of a SKU list: the answer of the service, or what Azure PowerShell and the Azure CLI make of it.</summary>
/// <remarks>
/// Resource SKUs API, https://learn.microsoft.com/rest/api/compute/resource-skus/list. The tools capitalise names, and real rows have
/// values of unexpected types in places that do not matter here; a row is read without regard to case, and what is odd is left out.
/// </remarks>
internal static class VmSizeRow
{
    /// <returns>The size; null for a row of another kind, or of another region.</returns>
    public static VmSizeFacts? Read(JsonElement row, string? location)
    {
        if (!Same(row.TextOf("resourceType"), "virtualMachines") || row.TextOf("name") is not { Length: > 0 } name) return null;
        if (location is not null && row.ListOf("locations").All(place => !Same(place.AsText(), location))) return null;
        Dictionary<string, string> capabilities = Capabilities(row);
        string? Text(string key) => capabilities.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;
        string[] Words(string key) => [.. (Text(key) ?? "").Split(',').Select(word => word.Trim()).Where(word => word.Length > 0)];
        double? Number(string key) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
        JsonElement[] restrictions = [.. row.ListOf("restrictions").Where(restriction => Applies(restriction, location))];
        return new VmSizeFacts
        {
            Name = name,
            Family = row.TextOf("family"),
            VirtualProcessors = (int?)(Number("vCPUsAvailable") ?? Number("vCPUs")),
            MemoryGiB = Number("MemoryGB"),
            Generations = [.. Words("HyperVGenerations").Select(Generation).OfType<VmGeneration>()],
            DiskControllers = Words("DiskControllerTypes"),
            Architecture = Text("CpuArchitectureType") ?? "x64",
            SupportsPremiumStorage = Text("PremiumIO") is { } premium ? Same(premium, "True") : null,
            MaxDataDisks = (int?)Number("MaxDataDiskCount"),
            TemporaryDiskMiB = (long?)Number("MaxResourceVolumeMB"),
            LocationRestriction = restrictions.Where(r => Same(r.TextOf("type"), "Location")).Select(r => r.TextOf("reasonCode") ?? "restricted").FirstOrDefault(),
            RestrictedZones = [.. restrictions.Where(r => Same(r.TextOf("type"), "Zone")).SelectMany(r => Texts(r.Of("restrictionInfo"), "zones")).Distinct()],
            Zones = [.. row.ListOf("locationInfo").Where(info => location is null || Same(info.TextOf("location"), location)).SelectMany(info => Texts(info, "zones")).Distinct().OrderBy(zone => zone, StringComparer.Ordinal)],
        };
    }

    private static Dictionary<string, string> Capabilities(JsonElement row)
    {
        var capabilities = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement capability in row.ListOf("capabilities"))
        {
            if (capability.TextOf("name") is { } name) capabilities[name] = capability.TextOf("value") ?? "";
        }

        return capabilities;
    }

    private static bool Applies(JsonElement restriction, string? location)
    {
        string[] places = [.. Texts(restriction.Of("restrictionInfo"), "locations")];
        return location is null || places.Length == 0 || places.Any(place => Same(place, location));
    }

    private static IEnumerable<string> Texts(JsonElement? holder, string name) =>
        holder is { } element ? element.ListOf(name).Select(item => item.AsText()).OfType<string>() : [];

    private static VmGeneration? Generation(string word) => word.ToUpperInvariant() switch
    {
        "V1" => VmGeneration.V1,
        "V2" => VmGeneration.V2,
        _ => null,
    };

    private static bool Same(string? one, string other) => string.Equals(one?.Replace(" ", ""), other, StringComparison.OrdinalIgnoreCase);
}
