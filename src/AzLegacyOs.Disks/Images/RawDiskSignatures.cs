using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images;

/// <summary>What the start of a raw disk or volume can look like.</summary>
internal static class RawDiskSignatures
{
    /// <summary>Says whether the bytes can be the start of a disk.</summary>
    /// <param name="head">The first bytes of the file, 512 or more.</param>
    /// <param name="sectorSize">The logical sector size that the structures prove, 512 where they do not.</param>
    public static bool LooksLikeDisk(byte[] head, out int sectorSize)
    {
        sectorSize = head.HasAscii(4096, "EFI PART") && !head.HasAscii(512, "EFI PART") ? 4096 : 512;
        return head.HasBytes(0x1FE, 0x55, 0xAA)
            || head.HasAscii(512, "EFI PART")
            || sectorSize == 4096
            || HasVolume(head)
            || head.All(b => b == 0);
    }

    private static bool HasVolume(byte[] head) =>
        head.HasAscii(3, "NTFS    ")
        || head.HasAscii(3, "-FVE-FS-")
        || head.HasAscii(3, "EXFAT   ")
        || head.HasAscii(3, "ReFS\0\0\0\0")
        || head.HasAscii(54, "FAT1")
        || head.HasAscii(82, "FAT32   ")
        || head.HasBytes(1080, 0x53, 0xEF) // ext2, ext3, ext4
        || head.HasAscii(0, "XFSB")
        || head.HasAscii(0, "LUKS\u00BA\u00BE")
        || head.HasAscii(0x10040, "_BHRfS_M") // Btrfs
        || head.HasAscii(32, "NXSB") // APFS
        || head.HasAscii(1024, "H+") || head.HasAscii(1024, "HX") // HFS+
        || head.HasAscii(4086, "SWAPSPACE2")
        || Enumerable.Range(0, 4).Any(sector => head.HasAscii(sector * 512, "LABELONE")) // LVM2
        || HasNumber(head, 4096, 0xA92B4EFC) // Linux software RAID 1.2
        || HasNumber(head, 512, 0x82564557) // BSD disk label
        || HasNumber(head, 8192 + 1372, 0x00011954) // UFS1
        || HasNumber(head, 65536 + 1372, 0x19540119); // UFS2

    private static bool HasNumber(byte[] head, int offset, uint number) =>
        offset <= head.Length - 4 && BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(offset)) == number;
}
