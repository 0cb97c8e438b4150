using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vdi;

/// <summary>A VDI of VirtualBox, version 1.1: static or dynamic.</summary>
/// <remarks>
/// VirtualBox, include/VBox/vd and src/VBox/Storage/VDICore.h. Little-endian:
/// <code>
///  0x40 signature BEDA107F    0x154 table offset    0x170 disk size     0x17C extra bytes in front of each block
///  0x44 version               0x158 data offset     0x178 block size    0x180 number of blocks
///  0x4C type
/// </code>
/// An entry of the table is the number of a block in the data; FFFFFFFF = never written, FFFFFFFE = zeros.
/// </remarks>
public sealed class VdiImage : MappedImage
{
    private const int HeaderLength = 512;
    private const uint Version = 0x00010001;
    private const uint DynamicType = 1;
    private const uint StaticType = 2;
    private const uint FirstAbsent = 0xFFFFFFFE;
    private const int MaximumEntries = 8 * 1024 * 1024;

    private readonly CountingByteSource _file;
    private readonly uint[] _blocks;
    private readonly uint _type;
    private readonly long _dataOffset;
    private readonly long _blockLength;
    private readonly long _extraLength;

    internal VdiImage(CountingByteSource file, IReadOnlyList<ImageRemark> remarks)
    {
        _file = file;
        Remarks = remarks;
        ReadOnlySpan<byte> header = file.ReadBytes(0, HeaderLength);
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x44));
        if (version != Version) throw new DiskFormatException(Name, 0x44, $"the VDI has version {version >> 16}.{version & 0xFFFF}; only 1.1 is known");
        _type = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x4C));
        if (_type is not (DynamicType or StaticType))
            throw new DiskFormatException(Name, 0x4C, $"the VDI has type {_type}; only 1 (dynamic) and 2 (static) can be read, a snapshot has to be merged in VirtualBox first");

        Length = BinaryPrimitives.ReadInt64LittleEndian(header.Slice(0x170));
        if (Length <= 0) throw new DiskFormatException(Name, 0x170, $"the disk has the size {Length}");
        _blockLength = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x178));
        if (_blockLength is < 4096 or > 256 * 1024 * 1024 || (_blockLength & (_blockLength - 1)) != 0) throw new DiskFormatException(Name, 0x178, $"blocks of {_blockLength} bytes are not possible");
        _extraLength = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x17C));
        _dataOffset = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x158));
        _blocks = ReadTable(BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x154)), BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(0x180)));
        AllocatedLength = Math.Min(Length, _blocks.LongCount(b => b < FirstAbsent) * _blockLength);
    }

    /// <inheritdoc/>
    public override string Name => _file.Name;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override DiskImageFormat Format => DiskImageFormat.Vdi;

    /// <inheritdoc/>
    public override DiskImageSubformat? Subformat => _type == StaticType ? DiskImageSubformat.Fixed : DiskImageSubformat.Dynamic;

    /// <inheritdoc/>
    public override long FileLength => _file.Length;

    /// <inheritdoc/>
    public override long? AllocatedLength { get; }

    /// <inheritdoc/>
    public override long BytesRead => _file.BytesRead;

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => _file.FileNames;

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks { get; }

    internal static bool HasSignature(byte[] head) => head.HasBytes(0x40, 0x7F, 0x10, 0xDA, 0xBE);

    /// <inheritdoc/>
    private protected override DiskRun Map(long offset, long length)
    {
        long within = offset % _blockLength;
        long first = offset / _blockLength;
        uint block = _blocks[first];
        long next = first + 1;
        while (next * _blockLength < offset + length && Follows(block, _blocks[next], next - first)) next++;
        long run = Math.Min(length, (next * _blockLength) - offset);
        return block >= FirstAbsent ? new DiskRun(run) : new DiskRun(run, _file, GetOffset(block) + within);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
    }

    private bool Follows(uint block, uint later, long distance) =>
        block >= FirstAbsent ? later >= FirstAbsent : later == block + distance && _extraLength == 0;

    private long GetOffset(uint block) => _dataOffset + (block * (_blockLength + _extraLength)) + _extraLength;

    private uint[] ReadTable(long offset, uint count)
    {
        long needed = ((Length - 1) / _blockLength) + 1;
        if (needed > count || needed > MaximumEntries || offset > _file.Length - (needed * 4))
            throw new DiskFormatException(Name, 0x180, $"the table has {count} entries at byte {offset}, but a disk of {Length} bytes needs {needed}, and the file has {_file.Length} bytes");

        byte[] bytes = _file.ReadBytes(offset, (int)needed * 4);
        uint[] blocks = new uint[needed];
        for (int i = 0; i < blocks.Length; i++)
        {
            uint block = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 4));
            long held = Math.Min(_blockLength, Length - (i * _blockLength));
            if (block < FirstAbsent && GetOffset(block) > _file.Length - held)
                throw new DiskFormatException(Name, offset + (i * 4L), $"block {i} is put at byte {GetOffset(block)} and does not lie inside the file of {_file.Length} bytes");
            blocks[i] = block;
        }

        if (BlockOverlap.Find([.. blocks.Where(b => b < FirstAbsent)], 1) is uint twice)
            throw new DiskFormatException(Name, offset + (Array.LastIndexOf(blocks, twice) * 4L), "two blocks of the disk are in the same place");
        return blocks;
    }
}
