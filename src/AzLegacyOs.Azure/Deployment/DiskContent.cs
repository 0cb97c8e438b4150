using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a disk of a plan is filled with.</summary>
/// <param name="DiskId">Full resource id of the disk.</param>
/// <param name="Source">The fixed VHD, footer included.</param>
/// <param name="Identity">Identity of the image that the plan was made for.</param>
internal sealed record DiskContent(string DiskId, ByteSource Source, string Identity);
