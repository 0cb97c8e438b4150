using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What the journal of an upload to a managed disk is about.</summary>
internal static class DiskJournal
{
    /// <param name="diskId">Resource id of the disk.</param>
    /// <param name="source">The image.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="disk">The disk as Azure describes it: one that was made anew under the same name has another time.</param>
    public static JournalHeader Header(string diskId, ByteSource source, string identity, JsonElement disk) =>
        new(diskId, source.Name, identity, source.Length, disk.TextAt("properties", "timeCreated"));
}
