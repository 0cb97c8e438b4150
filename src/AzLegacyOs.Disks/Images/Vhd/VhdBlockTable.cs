using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>The block allocation table of a dynamic or differencing VHD.</summary>
/// <remarks>
/// An entry is the sector where a block starts, or all ones for a block that is not there. A block is a bitmap of its sectors,
/// filled up to whole sectors, and then its data.
/// </remarks>
internal sealed class VhdBlockTable
{
    private const uint Absent = uint.MaxValue;
    private const int EntrySize = 4;

    // 2040 GiB, the limit of the format, in blocks of 512 KiB: smaller blocks occur only on small disks.
    private const int MaximumEntries = 4 * 1024 * 1024;

    private readonly byte[] _entries;
    private readonly int _bitmapLength;

    private readonly ByteSource _file;

    private VhdBlockTable(ByteSource file, byte[] entries, int blockSize)
    {
        _file = file;
        _entries = entries;
        BlockSize = blockSize;
        _bitmapLength = GetBitmapLength(blockSize);
        for (int i = 0; i < Count; i++)
        {
            if (Entry(i) != Absent) PresentCount++;
        }
    }

    /// <summary>Data bytes of a block.</summary>
    public int BlockSize { get; }

    /// <summary>How many blocks the file holds.</summary>
    public int PresentCount { get; }

    /// <summary>Bytes of the bitmap in front of a block's data: a bit for each sector, in whole sectors.</summary>
    public static int GetBitmapLength(int blockSize) => ((blockSize / 512) + 4095) / 4096 * 512;

    /// <summary>Reads the entries that the disk needs and checks them all.</summary>
    /// <exception cref="DiskFormatException">The table or a block does not fit into the file, or blocks overlap.</exception>
    public static VhdBlockTable Read(ByteSource file, VhdDynamicHeader header, long diskSize)
    {
        long needed = ((diskSize - 1) / header.BlockSize) + 1;
        if (needed > header.BatEntryCount)
            throw new DiskFormatException(file.Name, header.BatOffset, $"the block allocation table has {header.BatEntryCount} entries, but a disk of {diskSize} bytes needs {needed}");
        if (needed > MaximumEntries || needed * EntrySize > file.Length - header.BatOffset)
            throw new DiskFormatException(file.Name, header.BatOffset, $"the block allocation table of {needed} entries does not fit into the file of {file.Length} bytes or into the format");

        var table = new VhdBlockTable(file, file.ReadBytes(header.BatOffset, (int)needed * EntrySize), header.BlockSize);
        table.CheckEntries(header.BatOffset, diskSize);
        return table;
    }

    private int Count => _entries.Length / EntrySize;

    /// <summary>Byte offset of a block's data in the file, or -1 where the block is not there.</summary>
    public long GetDataOffset(long block) => Entry(block) == Absent ? -1 : (Entry(block) * 512L) + _bitmapLength;

    /// <summary>Reads the bitmap of a block that is there: a bit for each sector, the most significant one first.</summary>
    public byte[] ReadBitmap(long block) => _file.ReadBytes(Entry(block) * 512L, _bitmapLength);

    /// <summary>How many blocks from this one on are not there, up to a limit.</summary>
    public long CountAbsent(long block, long limit)
    {
        long count = 0;
        while (count < limit && Entry(block + count) == Absent) count++;
        return count;
    }

    private uint Entry(long block) => BinaryPrimitives.ReadUInt32BigEndian(_entries.AsSpan((int)block * EntrySize));

    private void CheckEntries(long batOffset, long diskSize)
    {
        long batEnd = batOffset + _entries.Length;
        for (int i = 0; i < Count; i++)
        {
            uint entry = Entry(i);
            if (entry == Absent) continue;
            long start = entry * 512L;
            long data = Math.Min(BlockSize, diskSize - ((long)i * BlockSize));
            if (start > _file.Length - _bitmapLength - data)
                throw new DiskFormatException(_file.Name, batOffset + (i * (long)EntrySize), $"block {i} is put at byte {start} and does not lie inside the file of {_file.Length} bytes");
            if (start < VhdFooter.Size || (start < batEnd && start + _bitmapLength + data > batOffset))
                throw new DiskFormatException(_file.Name, batOffset + (i * (long)EntrySize), $"block {i} is put at byte {start}, over the headers of the file");
        }

        CheckOverlap(batOffset);
    }

    private void CheckOverlap(long batOffset)
    {
        uint[] starts = new uint[PresentCount];
        int present = 0;
        for (int i = 0; i < Count; i++)
        {
            if (Entry(i) is var entry && entry != Absent) starts[present++] = entry;
        }

        if (BlockOverlap.Find(starts, (_bitmapLength + BlockSize) / 512) is not uint start) return;
        int block = Count - 1;
        while (Entry(block) != start) block--;
        throw new DiskFormatException(_file.Name, batOffset + (block * (long)EntrySize), $"block {block}, at byte {start * 512L}, overlaps another block");
    }
}
