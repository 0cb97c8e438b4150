using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Disk;

/// <summary>Recognises the disk of a system that is no Windows NT, by partition types, file-system signatures and a few files.</summary>
internal static class ForeignSystems
{
    private static readonly HashSet<string> LinuxVolumes = new(StringComparer.OrdinalIgnoreCase)
    {
        "ext2", "ext3", "ext4", "ext journal", "XFS", "Btrfs", "ReiserFS", "JFS", "LVM2", "Linux RAID", "Linux swap", "LUKS", "F2FS",
    };

    private static readonly HashSet<string> BsdVolumes = new(StringComparer.OrdinalIgnoreCase) { "UFS", "UFS1", "UFS2", "FFS", "HAMMER", "HAMMER2", "BSD disklabel" };

    /// <summary>MBR types and GPT types that no other system uses.</summary>
    private static readonly HashSet<string> LinuxTypes = new(StringComparer.OrdinalIgnoreCase) { "82", "83", "85", "8E", "FD" };

    private static readonly HashSet<string> BsdTypes = new(StringComparer.OrdinalIgnoreCase) { "A5", "A6", "A9" };

    /// <summary>Says what was seen; null where nothing speaks for another system.</summary>
    public static GuestFacts? Recognise(DiskLayout disk, ProblemLog problems)
    {
        var signs = new List<string>();
        bool isLinux = false;
        bool isBsd = false;
        foreach (DiskVolume volume in disk.Volumes)
        {
            bool isLinuxVolume = volume.Identity is { } linux && LinuxVolumes.Contains(linux.Name);
            bool isBsdVolume = volume.Identity is { } bsd && BsdVolumes.Contains(bsd.Name);
            bool isLinuxType = IsOfLinux(volume.Partition);
            bool isBsdType = IsOfBsd(volume.Partition);
            isLinux |= isLinuxVolume || isLinuxType;
            isBsd |= isBsdVolume || isBsdType;
            if (isLinuxVolume || isBsdVolume) signs.Add(Describe(volume.Identity!, volume));
            else if (isLinuxType || isBsdType) signs.Add($"{volume.Description} has the type {volume.Partition!.Type} ({volume.Partition.TypeName})");
        }

        if (signs.Count == 0) return RecogniseWindows9x(disk, problems);
        return new GuestFacts { Family = isBsd && !isLinux ? GuestFamily.Bsd : GuestFamily.Linux, Signs = signs };
    }

    private static GuestFacts? RecogniseWindows9x(DiskLayout disk, ProblemLog problems)
    {
        const string Registry = @"\WINDOWS\SYSTEM.DAT";
        DiskVolume? volume = disk.Volumes.FirstOrDefault(v => new FileProbe(v, problems).Exists(Registry).Is(true));
        return volume is null ? null : new GuestFacts { Family = GuestFamily.Other, Signs = [$"the registry of a Windows 95, 98 or Me, {volume.Where(Registry)}"] };
    }

    private static bool IsOfLinux(Partition? partition) =>
        partition is not null && (LinuxTypes.Contains(partition.Type) || StartsWith(partition.TypeName, "Linux"));

    private static bool IsOfBsd(Partition? partition) =>
        partition is not null && (BsdTypes.Contains(partition.Type) || partition.TypeName?.IndexOf("BSD", StringComparison.Ordinal) >= 0);

    private static bool StartsWith(string? text, string word) => text?.StartsWith(word, StringComparison.Ordinal) == true;

    private static string Describe(VolumeIdentity identity, DiskVolume volume) =>
        identity.Hint is null ? $"{identity.Name} on {volume.Description}" : $"{identity.Name} on {volume.Description}, {identity.Hint}";
}
