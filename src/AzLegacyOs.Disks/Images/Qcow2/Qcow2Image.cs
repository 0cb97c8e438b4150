using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AzLegacyOs.Disks.Images.Qcow2;

/// <summary>A qcow2 image: version 2 or 3, with zlib-compressed clusters and a backing file.</summary>
/// <remarks>
/// QEMU, docs/interop/qcow2.txt. Two levels of tables, each table of level 2 a cluster long. An entry of level 2: bit 62 compressed,
/// bit 0 reads as zeros (version 3), bits 9-55 place in the file; 0 = in the backing file. Extended entries add a word whose low half
/// tells which of 32 parts are here and whose high half tells which read as zeros.
/// </remarks>
public sealed class Qcow2Image : MappedImage
{
    private const ulong OffsetMask = 0x00FFFFFFFFFFFE00;
    private const ulong CompressedFlag = 1UL << 62;
    private const ulong ZeroFlag = 1;
    private const int MaximumL1Length = 32 * 1024 * 1024;
    private const int PartsPerCluster = 32;
    private const long Missing = 0;
    private const long Zeros = -1;
    private const long Packed = -2;

    private readonly CountingByteSource _file;
    private readonly Qcow2Header _header;
    private readonly ulong[] _l1;
    private readonly BoundedCache<byte[]> _l2;
    private readonly PiecewiseSource _packed;
    private readonly ParentLink? _parent;
    private readonly int _clusterLength;
    private readonly int _entryLength;
    private readonly long _entriesPerTable;
    private readonly List<ImageRemark> _remarks;

    internal Qcow2Image(CountingByteSource file, ImageSurroundings surroundings, IEnumerable<ImageRemark> remarks)
    {
        _file = file;
        _remarks = [.. remarks];
        _header = Qcow2Header.Read(file, _remarks);
        _clusterLength = 1 << _header.ClusterBits;
        _entryLength = _header.HasExtendedEntries ? 16 : 8;
        _entriesPerTable = _clusterLength / _entryLength;
        _l1 = ReadL1();
        _l2 = new BoundedCache<byte[]>(Math.Max(4, 4 * 1024 * 1024 / _clusterLength), offset => file.ReadBytes(offset, _clusterLength));
        _packed = new PiecewiseSource(file.Name, Length, _clusterLength, Unpack);
        if (_header.BackingName is not null) _parent = ParentLink.Find(Name, surroundings, [_header.BackingName], FindFault, onlyBeside: true);
    }

    /// <inheritdoc/>
    public override string Name => _file.Name;

    /// <inheritdoc/>
    public override long Length => _header.DiskSize;

    /// <inheritdoc/>
    public override DiskImageFormat Format => DiskImageFormat.Qcow2;

    /// <inheritdoc/>
    public override DiskImageSubformat? Subformat => _header.BackingName is null ? DiskImageSubformat.Dynamic : DiskImageSubformat.Differencing;

    /// <inheritdoc/>
    public override long FileLength => _file.Length;

    /// <inheritdoc/>
    public override long? AllocatedLength => null;

    /// <inheritdoc/>
    public override long BytesRead => _file.BytesRead + (_parent?.BytesRead ?? 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => [.. _file.FileNames, .. _parent?.FileNames ?? []];

    /// <inheritdoc/>
    public override string? ParentName => _header.BackingName;

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks => _remarks;

    /// <inheritdoc/>
    private protected override DiskRun Map(long offset, long length)
    {
        long tableSpan = _entriesPerTable * _clusterLength;
        if ((_l1[offset / tableSpan] & OffsetMask) == 0) return MapMissing(offset, Math.Min(length, tableSpan - (offset % tableSpan)));

        long within = offset % _clusterLength;
        ReadOnlySpan<byte> entries = GetEntries(offset / _clusterLength);
        ulong entry = BinaryPrimitives.ReadUInt64BigEndian(entries);
        if (_header.HasExtendedEntries && (entry & CompressedFlag) == 0)
            return MapParts(entry, BinaryPrimitives.ReadUInt64BigEndian(entries.Slice(8)), offset, Math.Min(length, _clusterLength - within));

        long place = GetPlace(entry);
        long most = Math.Min((within + length + _clusterLength - 1) / _clusterLength, entries.Length / _entryLength);
        int count = entry == 0 ? CountEmpty(entries, most) : 1;
        while (count < most && GetPlace(BinaryPrimitives.ReadUInt64BigEndian(entries.Slice(count * _entryLength))) == (place > 0 ? place + (count * (long)_clusterLength) : place)) count++;
        long run = Math.Min(length, (count * (long)_clusterLength) - within);
        return place switch
        {
            Packed => new DiskRun(run, _packed, offset),
            Zeros => new DiskRun(run),
            Missing => MapMissing(offset, run),
            _ => MapData(entry, within, run),
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _packed.Dispose();
        _file.Dispose();
        _parent?.Dispose();
    }

    /// <summary>How many entries, up to a number, are zero: in a disk with little data nearly all are.</summary>
    private static int CountEmpty(ReadOnlySpan<byte> entries, long most)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(entries);
        int count = 0;
        while (count < words.Length && count < most && words[count] == 0) count++;
        return count;
    }

    private DiskRun MapMissing(long offset, long length) => _parent?.Map(offset, length) ?? new DiskRun(length);

    private DiskRun MapParts(ulong entry, ulong parts, long offset, long length)
    {
        int partLength = _clusterLength / PartsPerCluster;
        long within = offset % _clusterLength;
        int part = (int)(within / partLength);
        long run = Math.Min(length, partLength - (within % partLength));
        if ((parts >> (PartsPerCluster + part) & 1) != 0) return new DiskRun(run);
        return (parts >> part & 1) == 0 ? MapMissing(offset, run) : MapData(entry, within, run);
    }

    private DiskRun MapData(ulong entry, long within, long length)
    {
        long start = (long)(entry & OffsetMask);
        if (start >= _file.Length || start % _clusterLength != 0) throw new DiskFormatException(Name, start, $"a cluster is put here, but the file of {_file.Length} bytes cannot have one here");

        // The file may end inside its last cluster; the rest of that reads as zeros.
        long held = _file.Length - start - within;
        return held <= 0 ? new DiskRun(length) : new DiskRun(Math.Min(length, held), _file, start + within);
    }

    /// <summary>Where a cluster with a plain entry is: its offset in the file, or one of the three other places.</summary>
    private long GetPlace(ulong entry) =>
        (entry & CompressedFlag) != 0 ? Packed
        : _header.Version >= 3 && (entry & ZeroFlag) != 0 ? Zeros
        : (long)(entry & OffsetMask);

    /// <summary>The entries of a table from that of a cluster on.</summary>
    private ReadOnlySpan<byte> GetEntries(long cluster)
    {
        long table = (long)(_l1[cluster / _entriesPerTable] & OffsetMask);
        if (table > _file.Length - _clusterLength || table % _clusterLength != 0) throw new DiskFormatException(Name, table, $"a table of clusters is put here, but the file of {_file.Length} bytes cannot have one here");
        return _l2.Get(table).AsSpan((int)(cluster % _entriesPerTable) * _entryLength);
    }

    /// <summary>Unpacks a cluster. Its entry has the place in the low bits and, above them, how many more sectors it touches.</summary>
    private void Unpack(long cluster, byte[] unpacked)
    {
        ulong entry = BinaryPrimitives.ReadUInt64BigEndian(GetEntries(cluster));
        int offsetBits = 62 - (_header.ClusterBits - 8);
        long start = (long)(entry & ((1UL << offsetBits) - 1));
        long sectors = (long)((entry & (CompressedFlag - 1)) >> offsetBits) + 1;
        long length = Math.Min((sectors * 512) - (start % 512), _file.Length - start);
        if (length <= 0) throw new DiskFormatException(Name, start, $"a compressed cluster is put here, beyond the end of the file of {_file.Length} bytes");
        byte[] packed = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            _file.Read(start, packed, 0, (int)length);
            if (!InflatedBytes.TryInflate(packed, 0, (int)length, unpacked, _clusterLength)) throw new DiskFormatException(Name, start, "a compressed cluster cannot be unpacked");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private ulong[] ReadL1()
    {
        long tableSpan = _entriesPerTable * _clusterLength;
        long needed = ((Length - 1) / tableSpan) + 1;
        if (needed > _header.L1EntryCount) throw new DiskFormatException(Name, 36, $"the first table has {_header.L1EntryCount} entries, but a disk of {Length} bytes needs {needed}");
        if (needed > MaximumL1Length / 8 || _header.L1Offset > long.MaxValue || (long)_header.L1Offset > _file.Length - (needed * 8))
            throw new DiskFormatException(Name, 40, $"the first table of {needed} entries at byte {_header.L1Offset} does not lie inside the file of {_file.Length} bytes");

        byte[] bytes = _file.ReadBytes((long)_header.L1Offset, (int)needed * 8);
        ulong[] table = new ulong[needed];
        for (int i = 0; i < table.Length; i++) table[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * 8));
        CheckShared(table);
        return table;
    }

    /// <summary>No two entries lead to one table; else a small forged file could claim more data than could ever be walked through.</summary>
    private void CheckShared(ulong[] table)
    {
        ulong[] sorted = new ulong[table.Length];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = table[i] & OffsetMask;
        Array.Sort(sorted);
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != 0 && sorted[i] == sorted[i - 1]) throw new DiskFormatException(Name, (long)_header.L1Offset, $"two entries of the first table lead to the same table at byte {sorted[i]}");
        }
    }

    private string? FindFault(DiskImage image) =>
        _header.BackingFormat is "raw" && image.Format != DiskImageFormat.Raw ? $"it should be a raw image, but is a {image.Format}" : null;
}
