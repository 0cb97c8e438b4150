using System.Globalization;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Policy.Facts;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using Azure.ResourceManager.Resources;

namespace AzLegacyOs.Azure.Sizes;

/// <summary>Asks Azure which VM sizes a region offers to the subscription.</summary>
/// <remarks>Resource SKUs API, https://learn.microsoft.com/rest/api/compute/resource-skus/list.</remarks>
public static class VmSizeCatalog
{
    /// <summary>The sizes of a region, restricted ones included; empty where the region does not exist.</summary>
    /// <exception cref="AzureOperationException">Azure refused or failed.</exception>
    public static async Task<IReadOnlyList<VmSize>> ListAsync(AzureConnection connection, string location, CancellationToken cancellationToken = default)
    {
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        return await FailureMap.Guard($"Listing the VM sizes of {location}", cancellationToken, async () =>
        {
            var sizes = new List<VmSize>();
            SubscriptionResource resource = connection.Arm.GetSubscriptionResource(SubscriptionResource.CreateResourceIdentifier(subscription));
            await foreach (ComputeResourceSku sku in resource.GetComputeResourceSkusAsync($"location eq '{location}'", cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (sku.ResourceType == "virtualMachines" && !string.IsNullOrEmpty(sku.Name)) sizes.Add(Read(sku, location));
            }

            return sizes;
        }).ConfigureAwait(false);
    }

    internal static VmSize Read(ComputeResourceSku sku, string location)
    {
        var capabilities = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (ComputeResourceSkuCapabilities capability in sku.Capabilities)
        {
            if (capability.Name is not null) capabilities[capability.Name] = capability.Value ?? "";
        }

        string? Text(string name) => capabilities.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;
        string[] Words(string name) => [.. (Text(name) ?? "").Split(',').Select(w => w.Trim()).Where(w => w.Length > 0)];
        double? Number(string name) => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

        return new VmSize
        {
            Name = sku.Name,
            Family = sku.Family,
            VirtualProcessors = (int?)(Number("vCPUsAvailable") ?? Number("vCPUs")),
            MemoryGiB = Number("MemoryGB"),
            Generations = [.. Words("HyperVGenerations").Select(Generation).OfType<VmGeneration>()],
            DiskControllers = Words("DiskControllerTypes"),
            Architecture = Text("CpuArchitectureType") ?? "x64",
            SupportsPremiumStorage = Text("PremiumIO") is { } premium ? premium.Equals("True", StringComparison.OrdinalIgnoreCase) : null,
            LocationRestriction = Restrictions(sku, ComputeResourceSkuRestrictionsType.Location, location).Select(r => r.ReasonCode?.ToString() ?? "restricted").FirstOrDefault(),
            RestrictedZones = [.. Restrictions(sku, ComputeResourceSkuRestrictionsType.Zone, location).SelectMany(r => r.RestrictionInfo?.Zones ?? []).Distinct()],
            Zones = [.. sku.LocationInfo.Where(i => Same(i.Location?.Name, location)).SelectMany(i => i.Zones).Distinct().OrderBy(z => z, StringComparer.Ordinal)],
        };
    }

    private static VmGeneration? Generation(string word) => word.ToUpperInvariant() switch
    {
        "V1" => VmGeneration.V1,
        "V2" => VmGeneration.V2,
        _ => null,
    };

    private static IEnumerable<ComputeResourceSkuRestrictions> Restrictions(ComputeResourceSku sku, ComputeResourceSkuRestrictionsType type, string location) =>
        sku.Restrictions.Where(r => r.RestrictionsType == type
            && (r.RestrictionInfo?.Locations is not { Count: > 0 } locations || locations.Any(l => Same(l.Name, location))));

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
