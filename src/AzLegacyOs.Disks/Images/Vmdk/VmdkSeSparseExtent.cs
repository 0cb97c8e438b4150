using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vmdk;

/// <summary>A piece in the space-efficient format of snapshots on VMFS-6.</summary>
/// <remarks>
/// Laid out as QEMU's block/vmdk.c reads it. Header, little-endian, in sectors: 0 magic CAFEBABE, 8 version, 16 capacity, 24 grain size,
/// 32 length of a table, 128 directory {offset, length}, 144 tables, 192 grains. The top four bits of an entry tell its kind.
/// </remarks>
internal sealed class VmdkSeSparseExtent : VmdkExtent
{
    private const ulong Magic = 0xCAFEBABE;
    private const ulong Version = 0x0000000200000001;
    private const int GrainLength = 4096;
    private const int TableLength = 64 * 512;
    private const int EntriesPerTable = TableLength / 8;
    private const int CachedTables = 4;
    private const int MaximumDirectoryLength = 32 * 1024 * 1024;

    private readonly ByteSource _file;
    private readonly ulong[] _directory;
    private readonly BoundedCache<byte[]> _tables;
    private readonly long _grainsOffset;

    private VmdkSeSparseExtent(ByteSource file, long length, long directoryOffset, long tablesOffset, long grainsOffset)
        : base(length)
    {
        _file = file;
        _grainsOffset = grainsOffset;
        long count = ((length - 1) / ((long)EntriesPerTable * GrainLength)) + 1;
        if (count * 8 > MaximumDirectoryLength || directoryOffset > file.Length - (count * 8))
            throw new DiskFormatException(file.Name, 128, $"the directory of {count} entries at byte {directoryOffset} does not lie inside the file of {file.Length} bytes");
        byte[] bytes = file.ReadBytes(directoryOffset, (int)count * 8);
        _directory = [.. Enumerable.Range(0, (int)count).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * 8)))];
        if (BlockOverlap.Find([.. _directory.Where(entry => entry != 0).Select(entry => (uint)entry)], 1) is uint twice)
            throw new DiskFormatException(file.Name, directoryOffset, $"two entries of the directory lead to table {twice}");
        _tables = new BoundedCache<byte[]>(CachedTables, number => ReadTable(tablesOffset, number));
    }

    /// <summary>Whether a file has this format.</summary>
    public static bool IsSeSparse(ByteSource file) => file.Length >= 512 && BinaryPrimitives.ReadUInt64LittleEndian(file.ReadBytes(0, 8)) == Magic;

    /// <summary>Opens a file of this format.</summary>
    /// <exception cref="DiskFormatException">The header is damaged or of another version.</exception>
    public static VmdkSeSparseExtent Open(ByteSource file)
    {
        byte[] header = file.ReadBytes(0, 512);
        if (BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(8)) != Version) throw new DiskFormatException(file.Name, 8, "the space-efficient sparse VMDK has an unknown version");
        if (BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(24)) != GrainLength / 512 || BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(32)) != TableLength / 512)
            throw new DiskFormatException(file.Name, 24, "the space-efficient sparse VMDK has grains or tables of an unknown size");

        long capacity = ReadSectors(header, 16);
        if (capacity is 0 or > 1L << 49) throw new DiskFormatException(file.Name, 16, $"the VMDK claims a capacity of {capacity} bytes");
        return new VmdkSeSparseExtent(file, capacity, ReadSectors(header, 128), ReadSectors(header, 144), ReadSectors(header, 192));
    }

    public override long TablesLength => _directory.Length * 8L;

    public override bool TryMap(long offset, long count, out DiskRun run)
    {
        long tableSpan = (long)EntriesPerTable * GrainLength;
        ulong directoryEntry = _directory[offset / tableSpan];
        if (directoryEntry == 0)
        {
            run = new DiskRun(Math.Min(count, tableSpan - (offset % tableSpan)));
            return false;
        }

        if (directoryEntry >> 32 != 0x10000000) throw new DiskFormatException(_file.Name, 0, $"an entry of the directory, 0x{directoryEntry:X16}, is of an unknown kind");
        byte[] table = _tables.Get((long)(uint)directoryEntry);
        ulong entry = BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan((int)(offset / GrainLength % EntriesPerTable) * 8));
        long within = offset % GrainLength;
        run = new DiskRun(Math.Min(count, GrainLength - within));
        switch (entry >> 60)
        {
            case 0 when entry == 0:
                return false;
            case 1 or 2: // unmapped by the guest, or written as zeros
                return true;
            case 3:
                run = run with { Source = _file, SourceOffset = GetGrainOffset(entry) + within };
                return true;
            default:
                throw new DiskFormatException(_file.Name, 0, $"an entry of a table of grains, 0x{entry:X16}, is of an unknown kind");
        }
    }

    /// <summary>The number of a grain has its low 12 bits above its high 48 bits.</summary>
    private long GetGrainOffset(ulong entry)
    {
        ulong grain = ((entry & 0x0FFF000000000000) >> 48) | ((entry & 0x0000FFFFFFFFFFFF) << 12);
        if (grain >= (ulong)(_file.Length / GrainLength) || _grainsOffset > _file.Length - (((long)grain + 1) * GrainLength))
            throw new DiskFormatException(_file.Name, 192, $"grain {grain} does not lie inside the file of {_file.Length} bytes");
        return _grainsOffset + ((long)grain * GrainLength);
    }

    private byte[] ReadTable(long tablesOffset, long number)
    {
        if (tablesOffset > _file.Length - ((number + 1) * TableLength)) throw new DiskFormatException(_file.Name, 144, $"table {number} of the grains does not lie inside the file of {_file.Length} bytes");
        return _file.ReadBytes(tablesOffset + (number * TableLength), TableLength);
    }

    /// <summary>A number of sectors as bytes; one too large for any file stays too large.</summary>
    private static long ReadSectors(byte[] header, int offset) =>
        (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(offset)), 1UL << 50) * 512;
}
