using System.Text.Json.Nodes;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>A VM size that the rehearsal offers: one of each kind that a deployment has to tell apart.</summary>
internal sealed record RehearsalSize(string Name, string Family, int Processors, string MemoryGiB, string Generations, string? Controllers = null)
{
    public string Architecture { get; init; } = "x64";

    public bool IsRestricted { get; init; }

    public string[] RestrictedZones { get; init; } = [];

    public string TemporaryDisk { get; init; } = "0";

    public static IReadOnlyList<RehearsalSize> All { get; } =
    [
        new("Standard_B2ts_v2", "standardBsv2Family", 2, "1", "V1,V2"),
        new("Standard_B2ls_v2", "standardBsv2Family", 2, "4", "V1,V2"),
        new("Standard_B2s_v2", "standardBsv2Family", 2, "8", "V1,V2"),
        new("Standard_B4ls_v2", "standardBsv2Family", 4, "8", "V1,V2"),
        new("Standard_D2_v2", "standardDv2Family", 2, "7", "V1") { TemporaryDisk = "102400" },
        new("Standard_D2s_v3", "standardDSv3Family", 2, "8", "V1,V2") { TemporaryDisk = "16384", RestrictedZones = ["3"] },
        new("Standard_D2s_v5", "standardDSv5Family", 2, "8", "V1,V2"),
        new("Standard_E4d_v5", "standardEDv5Family", 4, "32", "V1,V2", "SCSI") { TemporaryDisk = "153600", IsRestricted = true },
        new("Standard_D2s_v6", "standardDsv6Family", 2, "8", "V2", "NVMe"),
        new("Standard_D2ps_v5", "standardDPSv5Family", 2, "8", "V2", "SCSI") { Architecture = "Arm64" },
        new("Standard_DC2s_v3", "standardDCSv3Family", 2, "16", "V2"),
    ];

    /// <summary>The row of the SKU list.</summary>
    public JsonObject Row(string location)
    {
        var capabilities = new JsonArray(
            Capability("MaxResourceVolumeMB", TemporaryDisk),
            Capability("OSVhdSizeMB", "1047552"),
            Capability("vCPUs", Processors.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Capability("HyperVGenerations", Generations),
            Capability("MemoryGB", MemoryGiB),
            Capability("CpuArchitectureType", Architecture),
            Capability("PremiumIO", "True"),
            Capability("MaxDataDiskCount", "4"),
            Capability("AcceleratedNetworkingEnabled", "True"));
        if (Controllers is not null) capabilities.Add(Capability("DiskControllerTypes", Controllers));
        var restrictions = new JsonArray();
        if (IsRestricted) restrictions.Add(Restriction("Location", location, null));
        if (RestrictedZones.Length > 0) restrictions.Add(Restriction("Zone", location, RestrictedZones));
        return new JsonObject
        {
            ["resourceType"] = "virtualMachines",
            ["name"] = Name,
            ["tier"] = "Standard",
            ["size"] = Name.Substring("Standard_".Length),
            ["family"] = Family,
            ["locations"] = new JsonArray(location),
            ["locationInfo"] = new JsonArray(new JsonObject { ["location"] = location, ["zones"] = new JsonArray("2", "3", "1"), ["zoneDetails"] = new JsonArray() }),
            ["capabilities"] = capabilities,
            ["restrictions"] = restrictions,
        };
    }

    private static JsonObject Capability(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static JsonObject Restriction(string type, string location, string[]? zones)
    {
        var info = new JsonObject { ["locations"] = new JsonArray(location) };
        if (zones is not null) info["zones"] = new JsonArray([.. zones.Select(z => (JsonNode)z)]);
        return new JsonObject { ["type"] = type, ["values"] = new JsonArray(location), ["restrictionInfo"] = info, ["reasonCode"] = "NotAvailableForSubscription" };
    }
}
