using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>States of a block; 4 and 5 are not in use.</summary>
internal enum VhdxBlockState
{
    NotPresent = 0,
    Undefined = 1,
    Zero = 2,
    Unmapped = 3,
    FullyPresent = 6,
    PartiallyPresent = 7,
}

/// <summary>The block allocation table of a VHDX.</summary>
/// <remarks>
/// MS-VHDX 2.5. Entries of 8 bytes: state in bits 0-2, offset in MiB from bit 20 on. After each chunk of payload blocks comes the
/// entry of that chunk's sector bitmap, also where there is no parent. A chunk is 2^23 sectors.
/// </remarks>
internal sealed class VhdxBlockTable
{
    private const int MiB = 1024 * 1024;
    private const long SectorsPerChunk = 1 << 23;

    // 64 TiB, the limit of the format, in blocks of 4 MiB; Hyper-V uses larger ones long before.
    private const int MaximumEntries = 16 * 1024 * 1024;

    private const int OffsetLimit = 1 << 29;

    // State in the low 3 bits, offset in MiB above: half the memory of the entries in the file.
    private readonly uint[] _entries;
    private readonly long _chunkRatio;

    private VhdxBlockTable(uint[] entries, long chunkRatio)
    {
        _entries = entries;
        _chunkRatio = chunkRatio;
    }

    /// <summary>How many payload blocks the file holds, whole or in part.</summary>
    public int PresentCount { get; private set; }

    /// <summary>Reads the entries that the disk needs and checks them all.</summary>
    /// <exception cref="DiskFormatException">The table or a block does not fit into the file, or blocks overlap.</exception>
    public static VhdxBlockTable Read(ByteSource file, ByteExtent region, VhdxMetadata metadata)
    {
        long ratio = SectorsPerChunk * metadata.LogicalSectorSize / metadata.BlockSize;
        long blocks = (metadata.DiskSize + metadata.BlockSize - 1) / metadata.BlockSize;
        long chunks = (blocks + ratio - 1) / ratio;
        long needed = metadata.HasParent ? chunks * (ratio + 1) : blocks + ((blocks - 1) / ratio);
        if (needed > MaximumEntries || needed * 8 > region.Length)
            throw new DiskFormatException(file.Name, region.Offset, $"a block allocation table of {needed} entries does not fit into its region of {region.Length} bytes or into memory");

        var table = new VhdxBlockTable(ReadEntries(file, region.Offset, (int)needed), ratio);
        table.CheckEntries(file, region.Offset, metadata);
        return table;
    }

    /// <summary>State and byte offset of a payload block.</summary>
    public (VhdxBlockState State, long Offset) GetBlock(long block) => Unpack(_entries[block + (block / _chunkRatio)]);

    /// <summary>State and byte offset of the sector bitmap of the chunk that a payload block belongs to.</summary>
    public (VhdxBlockState State, long Offset) GetBitmap(long block) => Unpack(_entries[(((block / _chunkRatio) + 1) * (_chunkRatio + 1)) - 1]);

    private static (VhdxBlockState State, long Offset) Unpack(uint entry) => ((VhdxBlockState)(entry & 7), (long)(entry >> 3) * MiB);

    private static uint[] ReadEntries(ByteSource file, long offset, int count)
    {
        uint[] entries = new uint[count];
        byte[] bytes = new byte[Math.Min(count * 8L, MiB)];
        for (int first = 0; first < count; first += bytes.Length / 8)
        {
            int part = Math.Min(bytes.Length / 8, count - first);
            file.Read(offset + (first * 8L), bytes, 0, part * 8);
            for (int i = 0; i < part; i++)
            {
                ulong entry = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * 8));
                if (entry >> 20 >= OffsetLimit) throw new DiskFormatException(file.Name, offset + ((first + i) * 8L), $"an entry of the block allocation table, 0x{entry:X16}, leads out of the file");
                entries[first + i] = ((uint)(entry >> 20) << 3) | (uint)(entry & 7);
            }
        }

        return entries;
    }

    private void CheckEntries(ByteSource file, long batOffset, VhdxMetadata metadata)
    {
        List<uint> starts = [];
        for (long index = 0; index < _entries.Length; index++)
        {
            bool isBitmap = index % (_chunkRatio + 1) == _chunkRatio;
            (VhdxBlockState state, long offset) = Unpack(_entries[index]);
            if (state is VhdxBlockState.NotPresent or VhdxBlockState.Undefined or VhdxBlockState.Zero or VhdxBlockState.Unmapped) continue;

            long block = index - (index / (_chunkRatio + 1));
            long length = isBitmap ? MiB : Math.Min(metadata.BlockSize, metadata.DiskSize - (block * metadata.BlockSize));
            if (state != VhdxBlockState.FullyPresent && (state != VhdxBlockState.PartiallyPresent || isBitmap || !metadata.HasParent))
                throw new DiskFormatException(file.Name, batOffset + (index * 8), $"a block has the unknown state {(int)state}");
            if (length <= 0) continue;
            if (offset < MiB || offset > file.Length - length)
                throw new DiskFormatException(file.Name, batOffset + (index * 8), $"a block is put at byte {offset} and does not lie inside the file of {file.Length} bytes");
            if (!isBitmap) starts.Add((uint)(offset / MiB));
        }

        PresentCount = starts.Count;
        if (BlockOverlap.Find([.. starts], metadata.BlockSize / MiB) is uint start)
            throw new DiskFormatException(file.Name, (long)start * MiB, "two blocks of the disk overlap here");
    }
}
