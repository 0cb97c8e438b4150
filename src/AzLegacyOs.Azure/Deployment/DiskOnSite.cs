using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a disk of the wanted name, found in Azure, means for a plan.</summary>
internal enum DiskOnSite
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>It holds this image, whole, and is free or attached to the wanted VM: use it, send nothing.</summary>
    Complete,

    /// <summary>An upload of this image that did not come to its end: make it anew.</summary>
    Unfinished,

    /// <summary>Anything else. It is not touched.</summary>
    Foreign,
}

internal static class DiskOnSiteReading
{
    public static DiskOnSite Read(JsonElement? disk, string identity, long uploadSize, string machineId)
    {
        if (disk is not { } found) return DiskOnSite.Absent;
        string? tag = found.TextAt("tags", ImageIdentity.Tag);
        string? owner = found.TextAt("managedBy");
        string? state = found.TextAt("properties", "diskState");
        bool isOurs = owner is null || owner.Equals(machineId, StringComparison.OrdinalIgnoreCase);
        bool isSameSize = found.NumberAt("properties", "creationData", "uploadSizeBytes") == uploadSize;
        if (isOurs && isSameSize && tag == ImageIdentity.TagWhenComplete(identity) && state is "Unattached" or "Attached" or "Reserved") return DiskOnSite.Complete;
        return owner is null && tag == ImageIdentity.TagWhileUploading(identity) ? DiskOnSite.Unfinished : DiskOnSite.Foreign;
    }
}
