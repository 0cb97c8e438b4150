using System.Buffers.Binary;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>Tells the boot sector of a volume from a master boot record; both end in 55 AA.</summary>
internal static class BootSector
{
    /// <summary>Whether the disk starts with the boot sector of an NTFS, ReFS, exFAT, FAT or BitLocker volume.</summary>
    public static bool IsVolume(ByteSource disk)
    {
        byte[] sector = disk.ReadBytes(0, 512);
        return sector.HasAscii(3, "NTFS    ")
            || sector.HasAscii(3, "-FVE-FS-")
            || sector.HasAscii(3, "EXFAT   ")
            || sector.HasAscii(3, "ReFS\0\0\0\0")
            || IsFat(sector);
    }

    private static bool IsFat(byte[] sector)
    {
        bool hasJump = sector[0] == 0xE9 || (sector[0] == 0xEB && sector[2] == 0x90);
        int bytesPerSector = BinaryPrimitives.ReadUInt16LittleEndian(sector.AsSpan(11));
        int sectorsPerCluster = sector[13];
        int reservedSectors = BinaryPrimitives.ReadUInt16LittleEndian(sector.AsSpan(14));
        int fats = sector[16];
        int media = sector[21];
        return hasJump
            && (bytesPerSector is 512 or 1024 or 2048 or 4096)
            && sectorsPerCluster != 0 && (sectorsPerCluster & (sectorsPerCluster - 1)) == 0
            && reservedSectors != 0
            && (fats is 1 or 2)
            && (media is 0xF0 or >= 0xF8);
    }
}
