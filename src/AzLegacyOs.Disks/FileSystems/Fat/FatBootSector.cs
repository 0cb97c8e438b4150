namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>The geometry of a FAT volume as its boot sector gives it.</summary>
/// <remarks>
/// <code>
/// 11 bytes per sector u16   13 sectors per cluster u8   14 reserved sectors u16   16 number of FATs u8   17 root entries u16
/// 19 sectors u16   21 media u8   22 sectors per FAT u16   32 sectors u32
/// FAT12/16:  37 state u8   38 signature u8   43 label
/// FAT32:     36 sectors per FAT u32   40 flags u16   44 root cluster u32   65 state u8   66 signature u8   71 label
/// </code>
/// </remarks>
internal sealed class FatBootSector
{
    private const int MaxFat12Clusters = 4084;
    private const int MaxFat16Clusters = 65524;
    private const int MaxFat32Clusters = 0x0FFFFFF5;
    private const int EntrySize = 32;
    private const int LabelLength = 11;

    private FatBootSector()
    {
    }

    /// <summary>12, 16 or 32. The number of clusters alone decides.</summary>
    public int Bits { get; private set; }

    public int ClusterSize { get; private set; }

    /// <summary>Byte offset of the FAT in use.</summary>
    public long FatOffset { get; private set; }

    /// <summary>Byte offset of the root directory of FAT12 and FAT16.</summary>
    public long RootOffset { get; private set; }

    /// <summary>Size in bytes of the root directory of FAT12 and FAT16.</summary>
    public int RootSize { get; private set; }

    /// <summary>First cluster of the root directory of FAT32.</summary>
    public uint RootCluster { get; private set; }

    /// <summary>Byte offset of cluster 2, the first one.</summary>
    public long DataOffset { get; private set; }

    /// <summary>The greatest cluster number that both the volume and the FAT have room for.</summary>
    public uint LastCluster { get; private set; }

    /// <summary>Size of the volume in bytes.</summary>
    public long VolumeSize { get; private set; }

    /// <summary>Whether Windows has marked the volume as in use.</summary>
    public bool IsMarkedDirty { get; private set; }

    /// <summary>The label in the boot sector, which is often older than the one in the root directory.</summary>
    public string? Label { get; private set; }

    /// <summary>Reads a boot sector; null where it is not one of FAT.</summary>
    /// <param name="sector">At least 512 bytes.</param>
    public static FatBootSector? Parse(byte[] sector)
    {
        var boot = new FatBootSector();
        return boot.TryFill(sector) ? boot : null;
    }

    private bool TryFill(byte[] sector)
    {
        int sectorSize = sector.U16(11);
        int sectorsPerCluster = sector[13];
        int reserved = sector.U16(14);
        int fats = sector[16];
        bool hasJump = sector[0] is 0xEB or 0xE9;
        if (!hasJump || sectorSize is not (512 or 1024 or 2048 or 4096) || reserved == 0 || fats is 0 or > 4 || sector[21] < 0xF0) return false;
        if (sectorsPerCluster == 0 || (sectorsPerCluster & (sectorsPerCluster - 1)) != 0) return false;

        uint sectors = sector.U16(19) != 0 ? sector.U16(19) : sector.U32(32);
        uint sectorsPerFat = sector.U16(22) != 0 ? sector.U16(22) : sector.U32(36);
        bool isWide = sector.U16(22) == 0;
        RootSize = sector.U16(17) * EntrySize;
        if (sectors == 0 || sectorsPerFat == 0 || isWide != (RootSize == 0)) return false;

        long rootSector = reserved + (long)fats * sectorsPerFat;
        long dataSector = rootSector + (RootSize + sectorSize - 1) / sectorSize;
        if (dataSector >= sectors) return false;
        long clusters = (sectors - dataSector) / sectorsPerCluster;
        Bits = clusters <= MaxFat12Clusters ? 12 : clusters <= MaxFat16Clusters ? 16 : 32;
        if (clusters is 0 or > MaxFat32Clusters) return false;
        // mkfs and some cards have FAT32 volumes with few clusters; the layout of the boot sector shows it.
        if (isWide) Bits = 32;
        else if (Bits == 32) return false;

        int state = isWide ? 65 : 37;
        int activeFat = isWide && (sector[40] & 0x80) != 0 ? sector[40] & 15 : 0;
        if (activeFat >= fats) return false;
        long fatSize = (long)sectorsPerFat * sectorSize;
        ClusterSize = sectorSize * sectorsPerCluster;
        FatOffset = reserved * (long)sectorSize + activeFat * fatSize;
        RootOffset = rootSector * sectorSize;
        RootCluster = isWide ? sector.U32(44) : 0;
        DataOffset = dataSector * sectorSize;
        VolumeSize = (long)sectors * sectorSize;
        LastCluster = (uint)(Math.Min(clusters, fatSize * 8 / Bits - 2) + 1);
        IsMarkedDirty = (sector[state] & 1) != 0;
        if (sector[state + 1] == 0x29) Label = CleanLabel(OemText.Decode(sector, state + 6, LabelLength));
        return true;
    }

    private static string? CleanLabel(string label)
    {
        label = label.TrimEnd(' ', '\0');
        return label.Length == 0 || label == "NO NAME" ? null : label;
    }
}
