using System.Buffers.Binary;
using AzLegacyOs.Disks.Checksums;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>Where the block allocation table and the metadata of a VHDX lie.</summary>
/// <remarks>MS-VHDX 2.2.3. A table is 64 KiB: "regi", CRC-32C, count; from byte 16 on entries {id, offset, length, required} of 32 bytes.</remarks>
internal sealed record VhdxRegions(ByteExtent Bat, ByteExtent Metadata)
{
    private const int Size = 64 * 1024;
    private const int MaximumCount = 2047;

    private static readonly long[] Offsets = [192 * 1024, 256 * 1024];
    private static readonly Guid BatId = new("2DC27766-F623-4200-9D64-115E9BFD4A08");
    private static readonly Guid MetadataId = new("8B7CA206-4790-4B9A-B8FE-575F050F886E");

    /// <summary>Reads the first table, or the second where the first is damaged.</summary>
    /// <exception cref="DiskFormatException">Both are damaged, or they lead out of the file, or an unknown region is required.</exception>
    public static VhdxRegions Read(ByteSource file, List<ImageRemark> remarks)
    {
        foreach (long offset in Offsets)
        {
            byte[] table = file.ReadBytes(offset, Size);
            if (table.HasAscii(0, "regi") && BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(4)) == Crc32.Castagnoli.ComputeWithoutField(table, 4)) return Parse(file, table, offset);
            remarks.Add(new ImageRemark(offset, "this one of the two region tables is damaged"));
        }

        throw new DiskFormatException(file.Name, Offsets[0], "both region tables of the VHDX are damaged");
    }

    private static VhdxRegions Parse(ByteSource file, byte[] table, long tableOffset)
    {
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(8));
        if (count > MaximumCount) throw new DiskFormatException(file.Name, tableOffset + 8, $"the region table claims {count} entries");

        ByteExtent bat = default;
        ByteExtent metadata = default;
        for (int i = 0; i < count; i++)
        {
            int position = 16 + (i * 32);
            ReadOnlySpan<byte> entry = table.AsSpan(position, 32);
            Guid id = new(entry.Slice(0, 16).ToArray());
            if (id != BatId && id != MetadataId)
            {
                if ((entry[28] & 1) != 0) throw new DiskFormatException(file.Name, tableOffset + position, $"the VHDX requires the unknown region {id}");
                continue;
            }

            ulong start = BinaryPrimitives.ReadUInt64LittleEndian(entry.Slice(16));
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(24));
            if (start > long.MaxValue || (long)start > file.Length - length) throw new DiskFormatException(file.Name, tableOffset + position, $"a region of {length} bytes at byte {start} does not lie inside the file of {file.Length} bytes");
            if (id == BatId) bat = new ByteExtent((long)start, length);
            else metadata = new ByteExtent((long)start, length);
        }

        if (bat.Length == 0 || metadata.Length == 0) throw new DiskFormatException(file.Name, tableOffset, "the region table lacks the block allocation table or the metadata");
        return new VhdxRegions(bat, metadata);
    }
}
