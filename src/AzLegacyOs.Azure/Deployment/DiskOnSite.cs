using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a disk of the wanted name, found in Azure, means for a plan.</summary>
internal enum DiskOnSite
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>It holds this image, whole, and is free or attached to the wanted VM: use it, send nothing.</summary>
    Complete,

    /// <summary>An upload of this image that did not come to its end: go on with it, or make it anew.</summary>
    Unfinished,

    /// <summary>An upload of another image, or of this one before it was changed, that did not come to its end.</summary>
    OtherUnfinished,

    /// <summary>Anything else. It is not touched.</summary>
    Foreign,
}

internal static class DiskOnSiteReading
{
    /// <summary>Judges what was found.</summary>
    /// <param name="disk">The disk of that name, when nothing is being done to it any more; null when there is none.</param>
    /// <param name="identity">Identity of the image.</param>
    /// <param name="uploadSize">Length of the image as a fixed VHD.</param>
    /// <param name="machineId">The VM that may already run from it; null for none.</param>
    /// <param name="contentDigest">Works out the digest of the image, which reads all of it; called only when everything else agrees.</param>
    public static DiskOnSite Read(JsonElement? disk, string identity, long uploadSize, string? machineId, Func<string> contentDigest)
    {
        if (disk is not { } found) return DiskOnSite.Absent;
        string? tag = found.TextAt("tags", ImageIdentity.Tag);
        string? owner = found.TextAt("managedBy");
        string? state = found.TextAt("properties", "diskState");
        bool isOurs = owner is null || owner.Equals(machineId, StringComparison.OrdinalIgnoreCase);

        // An imported disk does not tell the length of its blob; it is one of those things that the identity stands for.
        bool mayHoldIt = found.NumberAt("properties", "creationData", "uploadSizeBytes") == uploadSize || found.TextAt("properties", "creationData", "createOption") == "Import";
        bool isWhole = found.TextAt("properties", "provisioningState") is null or "Succeeded" && state is "Unattached" or "Attached" or "Reserved";
        if (isOurs && mayHoldIt && isWhole && ImageIdentity.CompleteDigest(tag, identity) is { } digest)
            return digest == contentDigest() ? DiskOnSite.Complete : DiskOnSite.Foreign;
        if (owner is not null || !ImageIdentity.IsUnfinished(tag)) return DiskOnSite.Foreign;
        return tag == ImageIdentity.TagWhileUploading(identity) ? DiskOnSite.Unfinished : DiskOnSite.OtherUnfinished;
    }

    /// <summary>What stands against a plan where the disk is foreign.</summary>
    public static DeploymentRefusal Taken(string name) => new()
    {
        ErrorId = "DiskNameTaken",
        Reason = AzureText.Of("Disk.Taken", name),
        Remedy = AzureText.Of("Disk.TakenRemedy"),
    };
}
