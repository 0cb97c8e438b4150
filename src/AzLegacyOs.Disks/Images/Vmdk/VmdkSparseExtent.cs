using System.Buffers;
using System.Buffers.Binary;
using AzLegacyOs.Disks.Images.Writing;

namespace AzLegacyOs.Disks.Images.Vmdk;

/// <summary>A piece that keeps its data in grains: a directory of tables of sector numbers; 0 = not here, 1 = zeros where the header allows it.</summary>
internal sealed class VmdkSparseExtent : VmdkExtent
{
    private const int MaximumDirectoryLength = 32 * 1024 * 1024;

    // A table is asked for again and again until the reader has gone through it; a disk can have a thousand pieces.
    private const int CachedTables = 8;

    // A compressed grain: number of its first sector (8 bytes), length of the data (4 bytes), zlib data.
    private const int GrainMarkerLength = 12;
    private const int ZlibHeaderLength = 2;

    private readonly ByteSource _file;
    private readonly VmdkSparseHeader _header;
    private readonly uint[] _directory;
    private readonly BoundedCache<byte[]> _tables;
    private readonly PiecewiseSource _packed;
    private readonly int _grainLength;

    public VmdkSparseExtent(ByteSource file, VmdkSparseHeader header)
        : base(header.Sectors * 512)
    {
        _file = file;
        _header = header;
        _grainLength = (int)header.GrainSectors * 512;
        _directory = ReadDirectory();
        int tableLength = header.EntriesPerTable * 4;
        _tables = new BoundedCache<byte[]>(CachedTables, offset => ReadTable(offset, tableLength));
        _packed = new PiecewiseSource(file.Name, (Length + _grainLength - 1) / _grainLength * _grainLength, _grainLength, Unpack);
    }

    // The largest number that stands for grains without data.
    private long LastMark => _header.HasZeroGrains ? 1 : 0;

    public override long TablesLength => _directory.Length * 4L;

    public override bool TryMap(long offset, long count, out DiskRun run)
    {
        long tableSpan = (long)_header.EntriesPerTable * _grainLength;
        run = new DiskRun(Math.Min(count, tableSpan - (offset % tableSpan)));
        uint tableSector = _directory[offset / tableSpan];
        byte[] table = tableSector == 0 ? [] : _tables.Get(tableSector * 512L);
        if (table.Length == 0) return false;

        long within = offset % _grainLength;
        ReadOnlySpan<byte> entries = table.AsSpan((int)(offset % tableSpan / _grainLength) * 4);
        uint sector = BinaryPrimitives.ReadUInt32LittleEndian(entries);
        run = new DiskRun(Math.Min(run.Length, CountGrains(entries, (within + run.Length + _grainLength - 1) / _grainLength) * _grainLength - within));
        if (sector == 0) return false;
        if (sector <= LastMark) return true;
        run = _header.IsCompressed
            ? run with { Source = _packed, SourceOffset = offset }
            : run with { Source = _file, SourceOffset = GetGrainOffset(sector, offset) + within };
        return true;
    }

    /// <summary>How many grains, from the first entry on, are in one run.</summary>
    private long CountGrains(ReadOnlySpan<byte> entries, long most)
    {
        long first = BinaryPrimitives.ReadUInt32LittleEndian(entries);
        int count = 1;
        for (; count < most; count++)
        {
            long next = BinaryPrimitives.ReadUInt32LittleEndian(entries.Slice(count * 4));
            bool follows = first <= LastMark ? next == first
                : _header.IsCompressed ? next > LastMark
                : next == first + (count * _header.GrainSectors) && (next + _header.GrainSectors) * 512 <= _file.Length;
            if (!follows) break;
        }

        return count;
    }

    /// <summary>Byte offset of a grain that is not compressed; the last one need not be longer than the disk.</summary>
    private long GetGrainOffset(uint sector, long offset)
    {
        long start = sector * 512L;
        long needed = Math.Min(_grainLength, Length - (offset / _grainLength * _grainLength));
        if (start > _file.Length - needed) throw new DiskFormatException(_file.Name, start, $"a grain of {needed} bytes is put here, but the file has only {_file.Length} bytes");
        return start;
    }

    private uint ReadEntry(long grain)
    {
        byte[] table = _tables.Get(_directory[grain / _header.EntriesPerTable] * 512L);
        return table.Length == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan((int)(grain % _header.EntriesPerTable) * 4));
    }

    /// <summary>A table; no bytes where all of it is zeros, as the many tables are that nobody has needed yet.</summary>
    private byte[] ReadTable(long offset, int length)
    {
        if (offset > _file.Length - length) throw new DiskFormatException(_file.Name, offset, $"a table of grains is put here, but the file has only {_file.Length} bytes");
        if (!_file.GetExtents(offset, length).Any()) return [];
        byte[] table = _file.ReadBytes(offset, length);
        return ZeroBytes.Are(table) ? [] : table;
    }

    private uint[] ReadDirectory()
    {
        long tableSpan = (long)_header.EntriesPerTable * _grainLength;
        long count = ((Length - 1) / tableSpan) + 1;
        if (count * 4 > MaximumDirectoryLength || _header.DirectorySector < 1 || _header.DirectorySector > _file.Length / 512 || _header.DirectorySector * 512 > _file.Length - (count * 4))
            throw new DiskFormatException(_file.Name, 0, $"the directory of {count} entries at sector {_header.DirectorySector} does not lie inside the file of {_file.Length} bytes");

        byte[] bytes = _file.ReadBytes(_header.DirectorySector * 512, (int)count * 4);
        uint[] directory = new uint[count];
        for (int i = 0; i < directory.Length; i++) directory[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 4));

        // Else a small forged file could claim more data than could ever be walked through.
        if (BlockOverlap.Find([.. directory.Where(sector => sector != 0)], 1) is uint twice)
            throw new DiskFormatException(_file.Name, _header.DirectorySector * 512, $"two entries of the directory lead to the same table at sector {twice}");
        return directory;
    }

    private void Unpack(long grain, byte[] unpacked)
    {
        long start = ReadEntry(grain) * 512L;
        if (start > _file.Length - GrainMarkerLength) throw new DiskFormatException(_file.Name, start, "a compressed grain is put here, beyond the end of the file");
        byte[] marker = _file.ReadBytes(start, GrainMarkerLength);
        long sector = BinaryPrimitives.ReadInt64LittleEndian(marker);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(marker.AsSpan(8));
        if (sector != grain * _header.GrainSectors) throw new DiskFormatException(_file.Name, start, $"the compressed grain here belongs to sector {sector}, not {grain * _header.GrainSectors}");
        if (length <= ZlibHeaderLength || length > (2L * _grainLength) + 1024 || length > _file.Length - start - GrainMarkerLength)
            throw new DiskFormatException(_file.Name, start + 8, $"a compressed grain cannot have {length} bytes");

        byte[] packed = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            _file.Read(start + GrainMarkerLength, packed, 0, (int)length);
            if (!InflatedBytes.TryInflate(packed, ZlibHeaderLength, (int)length, unpacked, _grainLength) && !TryInflateLast(packed, (int)length, grain, unpacked))
                throw new DiskFormatException(_file.Name, start, "a compressed grain cannot be unpacked");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>The last grain may be packed only as far as the disk goes.</summary>
    private bool TryInflateLast(byte[] packed, int packedLength, long grain, byte[] unpacked)
    {
        long held = Length - (grain * _grainLength);
        if (held >= _grainLength || !InflatedBytes.TryInflate(packed, ZlibHeaderLength, packedLength, unpacked, (int)held)) return false;
        Array.Clear(unpacked, (int)held, _grainLength - (int)held);
        return true;
    }
}
