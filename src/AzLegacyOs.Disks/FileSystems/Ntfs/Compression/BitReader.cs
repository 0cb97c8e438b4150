namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>Reads bits, highest first, from little-endian 16-bit units.</summary>
/// <remarks>Past the end the bits are zero; a decoder that went far past it is told by <see cref="IsExhausted"/>.</remarks>
internal sealed class BitReader
{
    private const int UnitBits = 16;
    private const int Tolerance = 4;

    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly int _lookAhead;
    private int _position;
    private uint _bits;
    private int _available;

    /// <summary>Makes the reader.</summary>
    /// <param name="bytes">Holds the bits.</param>
    /// <param name="start">First byte.</param>
    /// <param name="end">The byte after the last.</param>
    /// <param name="lookAhead">Bits that are always fetched in advance: matters where whole bytes stand between the bits.</param>
    public BitReader(byte[] bytes, int start, int end, int lookAhead)
    {
        _bytes = bytes;
        _position = start;
        _end = end;
        _lookAhead = lookAhead;
        if (lookAhead > 0)
        {
            Fetch();
            Fetch();
        }
    }

    public bool IsExhausted => _position > _end + Tolerance;

    public int ReadBit() => (int)ReadBits(1);

    /// <summary>Reads up to 17 bits.</summary>
    public uint ReadBits(int count)
    {
        if (count == 0) return 0;
        if (count > UnitBits) return ReadBits(count - UnitBits) << UnitBits | ReadBits(UnitBits);
        while (_available < count) Fetch();
        uint value = _bits >> 32 - count;
        _bits <<= count;
        _available -= count;
        while (_available < _lookAhead) Fetch();
        return value;
    }

    /// <summary>Reads a whole byte from behind the bits that were fetched.</summary>
    public int ReadByte()
    {
        int value = _position < _end ? _bytes[_position] : 0;
        _position++;
        return value;
    }

    /// <summary>Skips to the next unit; a whole one where the reader stands between two.</summary>
    public void Align()
    {
        if (_available == 0) Fetch();
        _bits = 0;
        _available = 0;
    }

    private void Fetch()
    {
        uint unit = (uint)(ReadByte() | ReadByte() << 8);
        _bits |= unit << UnitBits - _available;
        _available += UnitBits;
    }
}
