using System.Buffers.Binary;
using AzLegacyOs.Disks.Checksums;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>One of the two headers of a GPT whose checksums, its own and that of its entries, are right.</summary>
/// <remarks>
/// UEFI Specification 2.10, section 5.3. Little-endian:
/// <code>
///   0 "EFI PART"       24 own LBA          56 disk id          84 entry size
///  12 header size      32 other's LBA      72 LBA of entries   88 checksum of entries
///  16 checksum         40, 48 usable LBAs  80 number of entries
/// </code>
/// </remarks>
internal sealed record GptHeader(long Sector, ulong AlternateSector, Guid DiskId, int EntrySize, byte[] Entries)
{
    private const int MinimumSize = 92;

    // The specification asks for 128 entries of 128 bytes; more are seen, but never near a MiB.
    private const int MaximumEntriesLength = 1024 * 1024;

    /// <summary>Reads a header and its entries.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="sector">Sector of the header.</param>
    /// <param name="sectorSize">Bytes per sector.</param>
    /// <param name="problem">What is wrong with it, as a clause; null where there is nothing like a header.</param>
    /// <returns>The header, or null where it cannot be used.</returns>
    public static GptHeader? Read(ByteSource disk, long sector, int sectorSize, out string? problem)
    {
        problem = null;
        if (sector < 1 || sector >= disk.Length / sectorSize) return null;
        byte[] bytes = disk.ReadBytes(sector * sectorSize, sectorSize);
        if (!bytes.HasAscii(0, "EFI PART")) return null;

        ReadOnlySpan<byte> header = bytes;
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(12));
        if (size < MinimumSize || size > sectorSize)
        {
            problem = $"gives its own size as {size} bytes";
            return null;
        }

        if (Crc32.Iso.ComputeWithoutField(header.Slice(0, (int)size), 16) != BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(16)))
        {
            problem = "has a wrong checksum";
            return null;
        }

        ulong entriesSector = BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(72));
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(80));
        uint entrySize = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(84));
        if (entrySize < 128 || entrySize % 8 != 0 || (ulong)count * entrySize > MaximumEntriesLength)
        {
            problem = $"describes {count} entries of {entrySize} bytes";
            return null;
        }

        int length = (int)(count * entrySize);
        if (entriesSector > (ulong)(disk.Length / sectorSize) || (long)entriesSector * sectorSize > disk.Length - length)
        {
            problem = $"puts its entries at sector {entriesSector}, beyond the end of the disk";
            return null;
        }

        byte[] entries = disk.ReadBytes((long)entriesSector * sectorSize, length);
        if (Crc32.Iso.Compute(entries) != BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(88)))
        {
            problem = "has entries with a wrong checksum";
            return null;
        }

        return new GptHeader(
            sector,
            BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(32)),
            new Guid(header.Slice(56, 16).ToArray()),
            (int)entrySize,
            entries);
    }
}
