using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Preflight;

/// <summary>The role actions that a plan needs in its resource group.</summary>
/// <remarks>"Azure permissions for Compute" and "for Networking", https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations.</remarks>
internal static class NeededActions
{
    public static IReadOnlyList<string> Of(IReadOnlyList<PlannedResource> resources, string groupId, bool removeOnFailure) =>
        [.. resources.Where(resource => IsIn(groupId, resource)).SelectMany(resource => Of(resource, removeOnFailure)).Distinct().OrderBy(action => action, StringComparer.Ordinal)];

    private static IEnumerable<string> Of(PlannedResource resource, bool removeOnFailure)
    {
        yield return resource.Type + "/read";
        if (Join(resource.Type) is { } join) yield return $"{resource.Type}/{join}/action";
        if (resource.Action != PlannedAction.Create && !resource.ResumesUpload) yield break;
        yield return resource.Type + "/write";
        if (removeOnFailure || resource.ReplacesUnfinishedUpload || resource.ResumesUpload) yield return resource.Type + "/delete";
        if (resource.Type != ResourceTypes.Disk) yield break;
        yield return resource.Type + "/beginGetAccess/action";
        yield return resource.Type + "/endGetAccess/action";
    }

    /// <summary>What it takes to hang something else on a resource.</summary>
    private static string? Join(string type) => type switch
    {
        ResourceTypes.NetworkSecurityGroup or ResourceTypes.NetworkInterface or ResourceTypes.PublicIpAddress => "join",
        ResourceTypes.VirtualNetwork => "subnets/join",
        _ => null,
    };

    // Rights on a group are read for that group alone, and the group itself is not in it.
    private static bool IsIn(string groupId, PlannedResource resource) =>
        resource.Type != ResourceTypes.ResourceGroup && resource.Id.StartsWith(groupId + "/", StringComparison.OrdinalIgnoreCase);
}
