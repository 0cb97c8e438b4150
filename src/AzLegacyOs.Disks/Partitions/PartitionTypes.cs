namespace AzLegacyOs.Disks.Partitions;

/// <summary>The partition types that matter here, MBR numbers and GPT ids in one list.</summary>
internal static class PartitionTypes
{
    private const string GptLdmMetadata = "5808C8AA-7E8F-42E0-85D2-E1E90434CFB3";
    private const string GptLdmData = "AF9B60A0-1431-4F62-BC68-3311714A69AD";
    private const string GptStorageSpaces = "E75CAF8F-F680-4CEE-AFA3-B001E56EFC2D";
    private const string GptLinuxLvm = "E6D6D379-F507-44C2-A23C-238F2A3DF928";
    private const string GptLinuxRaid = "A19D880F-05FC-4D3B-A006-743F0F84911E";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["01"] = "FAT12",
        ["04"] = "FAT16 (below 32 MiB)",
        ["05"] = "Extended",
        ["06"] = "FAT16",
        ["07"] = "NTFS/exFAT",
        ["0B"] = "FAT32",
        ["0C"] = "FAT32 (LBA)",
        ["0E"] = "FAT16 (LBA)",
        ["0F"] = "Extended (LBA)",
        ["11"] = "Hidden FAT12",
        ["12"] = "OEM service partition",
        ["14"] = "Hidden FAT16 (below 32 MiB)",
        ["16"] = "Hidden FAT16",
        ["17"] = "Hidden NTFS",
        ["1B"] = "Hidden FAT32",
        ["1C"] = "Hidden FAT32 (LBA)",
        ["1E"] = "Hidden FAT16 (LBA)",
        ["27"] = "Windows recovery",
        ["42"] = "Dynamic disk (LDM)",
        ["63"] = "Unix System V",
        ["82"] = "Linux swap",
        ["83"] = "Linux",
        ["85"] = "Linux extended",
        ["86"] = "NTFS fault-tolerant volume (NT 4.0)",
        ["87"] = "NTFS fault-tolerant volume (NT 4.0)",
        ["8E"] = "Linux LVM",
        ["A5"] = "FreeBSD",
        ["A6"] = "OpenBSD",
        ["A9"] = "NetBSD",
        ["AF"] = "Apple HFS",
        ["BF"] = "Solaris",
        ["EB"] = "BeOS",
        ["EE"] = "Protective GPT",
        ["EF"] = "EFI system partition",
        ["FB"] = "VMware VMFS",
        ["FD"] = "Linux RAID",
        ["C12A7328-F81F-11D2-BA4B-00A0C93EC93B"] = "EFI system partition",
        ["E3C9E316-0B5C-4DB8-817D-F92DF00215AE"] = "Microsoft reserved",
        ["EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"] = "Basic data",
        ["DE94BBA4-06D1-4D40-A16A-BFD50179D6AC"] = "Windows recovery",
        [GptLdmMetadata] = "Dynamic disk metadata (LDM)",
        [GptLdmData] = "Dynamic disk data (LDM)",
        [GptStorageSpaces] = "Storage Spaces",
        ["21686148-6449-6E6F-744E-656564454649"] = "BIOS boot",
        ["0FC63DAF-8483-4772-8E79-3D69D8477DE4"] = "Linux",
        ["44479540-F297-41B2-9AF7-D131D5F0458A"] = "Linux root (x86)",
        ["4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709"] = "Linux root (x64)",
        ["BC13C2FF-59E6-4262-A352-B275FD6F7172"] = "Linux boot",
        ["0657FD6D-A4AB-43C4-84E5-0933C84B4F4F"] = "Linux swap",
        [GptLinuxLvm] = "Linux LVM",
        [GptLinuxRaid] = "Linux RAID",
        ["83BD6B9D-7F41-11DC-BE0B-001560B84F0F"] = "FreeBSD boot",
        ["516E7CB4-6ECF-11D6-8FF8-00022D09712B"] = "FreeBSD data",
        ["516E7CB5-6ECF-11D6-8FF8-00022D09712B"] = "FreeBSD swap",
        ["516E7CB6-6ECF-11D6-8FF8-00022D09712B"] = "FreeBSD UFS",
        ["516E7CBA-6ECF-11D6-8FF8-00022D09712B"] = "FreeBSD ZFS",
        ["824CC7A0-36A8-11E3-890A-952519AD3F61"] = "OpenBSD data",
        ["49F48D5A-B10E-11DC-B99B-0019D1879648"] = "NetBSD FFS",
        ["48465300-0000-11AA-AA11-00306543ECAC"] = "Apple HFS+",
        ["7C3457EF-0000-11AA-AA11-00306543ECAC"] = "Apple APFS",
    };

    public static string? GetName(string type) => Names.TryGetValue(type, out string? name) ? name : null;

    public static bool IsDynamicDisk(string type) => type is "42" or GptLdmMetadata or GptLdmData;

    /// <summary>86 and 87 are the fault-tolerant sets of NT 4.0, which keep their layout in the registry.</summary>
    public static bool IsVolumeManagerMember(string type) =>
        IsDynamicDisk(type) || type is "86" or "87" or "8E" or "FD" or GptStorageSpaces or GptLinuxLvm or GptLinuxRaid;
}
