using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>The Marvin32 hash with the seed that log entries use (written as a number; the description lists it as bytes, highest first).</summary>
internal struct Marvin32
{
    private const ulong Seed = 0x82EF4D887A4E55C5;

    private uint _low = unchecked((uint)Seed);
    private uint _high = (uint)(Seed >> 32);

    public Marvin32()
    {
    }

    /// <summary>Adds bytes; their number must be a multiple of four.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 4; bytes = bytes.Slice(4))
        {
            _low += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            Mix();
        }
    }

    /// <summary>Ends the hash.</summary>
    public ulong Finish()
    {
        _low += 0x80;
        Mix();
        Mix();
        return ((ulong)_high << 32) | _low;
    }

    private static uint RotateLeft(uint value, int count) => (value << count) | (value >> (32 - count));

    private void Mix()
    {
        _high ^= _low;
        _low = RotateLeft(_low, 20) + _high;
        _high = RotateLeft(_high, 9) ^ _low;
        _low = RotateLeft(_low, 27) + _high;
        _high = RotateLeft(_high, 19);
    }
}
