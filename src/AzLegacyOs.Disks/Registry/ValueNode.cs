using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>A value as stored ("vk"), without its data.</summary>
/// <remarks>
/// <code>
///  0 'vk'   2 name length   4 data size   8 data offset   12 type   16 flags (1: Latin-1 name)   20 name
/// </code>
/// Bit 31 of the data size says that the data, up to 4 bytes, is in the place of the data offset.
/// </remarks>
internal sealed class ValueNode
{
    private const int HeaderLength = 20;
    private const uint InPlace = 0x80000000;

    private readonly uint _dataSize;

    private ValueNode(uint offset, ReadOnlySpan<byte> header, string name)
    {
        Offset = offset;
        Name = name;
        _dataSize = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4));
        DataOffset = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(8));
        Type = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(12));
    }

    public uint Offset { get; }

    public string Name { get; }

    /// <summary>Length of the data in bytes, as the value says.</summary>
    public int DataLength => (int)(_dataSize & ~InPlace);

    /// <summary>The data itself is in this structure.</summary>
    public bool IsInPlace => (_dataSize & InPlace) != 0;

    public uint DataOffset { get; }

    public uint Type { get; }

    /// <summary>Copies the data kept in place of its offset.</summary>
    /// <param name="data">Takes it, up to 4 bytes.</param>
    public void CopyDataInPlace(Span<byte> data)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, DataOffset);
        bytes.Slice(0, data.Length).CopyTo(data);
    }

    /// <exception cref="DiskFormatException">There is no value at this offset.</exception>
    public static ValueNode Read(HiveCells cells, uint offset)
    {
        HiveCell cell = cells.Find(offset, "a value");
        Span<byte> header = stackalloc byte[Math.Min(HeaderLength, cell.Length)];
        cells.ReadInto(cell, 0, header);
        if (header[0] != 'v' || header[1] != 'k') throw cells.Bad(offset, "a value should be here, but the signature 'vk' is missing");
        if (header.Length < HeaderLength) throw cells.Bad(offset, $"the value is cut off: its cell has {cell.Length} bytes");

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(2));
        bool latin1 = (header[16] & 1) != 0;
        return new ValueNode(offset, header, cells.ReadName(cell, HeaderLength, nameLength, latin1, "value"));
    }
}
