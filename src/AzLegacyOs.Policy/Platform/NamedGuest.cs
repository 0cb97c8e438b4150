using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Platform;

/// <summary>An operating system by its row of the matrix, as the facts of a disk that nobody has read.</summary>
public static class NamedGuest
{
    /// <param name="row">The operating system.</param>
    /// <param name="generation">The generation that its disk would have.</param>
    public static ImageFacts Of(SupportRow row, VmGeneration generation) => new()
    {
        Path = "",
        Disk = new DiskFacts
        {
            Format = ImageFormat.Vhd,
            VirtualSize = 0,
            FileSize = 0,
            PartitionStyle = generation == VmGeneration.V1 ? PartitionStyle.Mbr : PartitionStyle.Gpt,
            Generation = generation,
        },
        Guest = new GuestFacts { Family = GuestFamily.Windows, Release = row.Release, Architecture = row.Architecture },
        Statistics = new ReadStatistics(0, 0),
    };
}
