using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A further image that becomes a data disk.</summary>
/// <param name="Path">As the person named it, secrets removed.</param>
/// <param name="Assessment">Its judgement; it need not hold a guest.</param>
/// <param name="Source">The disk as the fixed VHD that would be uploaded, footer included.</param>
public sealed record DataDisk(string Path, Assessment Assessment, ByteSource Source);
