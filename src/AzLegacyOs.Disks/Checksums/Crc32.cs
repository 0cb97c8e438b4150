namespace AzLegacyOs.Disks.Checksums;

/// <summary>Reflected 32-bit cyclic redundancy checks, with all ones at the start and inverted at the end.</summary>
internal sealed class Crc32
{
    /// <summary>CRC-32 (ISO-HDLC), as in GPT and ZIP.</summary>
    public static readonly Crc32 Iso = new(0xEDB88320);

    /// <summary>CRC-32C (Castagnoli), as in VHDX.</summary>
    public static readonly Crc32 Castagnoli = new(0x82F63B78);

    private readonly uint[] _table = new uint[256];

    private Crc32(uint polynomial)
    {
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ polynomial : value >> 1;
            _table[i] = value;
        }
    }

    /// <summary>The checksum of some bytes.</summary>
    public uint Compute(ReadOnlySpan<byte> bytes) => ~Add(uint.MaxValue, bytes);

    /// <summary>The checksum of a structure that holds it, its own four bytes taken as zero.</summary>
    public uint ComputeWithoutField(ReadOnlySpan<byte> structure, int fieldOffset)
    {
        uint state = Add(uint.MaxValue, structure.Slice(0, fieldOffset));
        state = Add(state, [0, 0, 0, 0]);
        return ~Add(state, structure.Slice(fieldOffset + 4));
    }

    private uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes) state = _table[(byte)(state ^ b)] ^ (state >> 8);
        return state;
    }
}
