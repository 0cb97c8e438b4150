namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>A canonical Huffman code: shorter codes first, then lower symbols first.</summary>
internal sealed class HuffmanCode
{
    public const int MaxLength = 16;

    private readonly int[] _counts = new int[MaxLength + 1];
    private readonly int[] _symbols;

    private HuffmanCode(int symbols) => _symbols = new int[symbols];

    /// <summary>Builds a code.</summary>
    /// <param name="lengths">The number of bits of each symbol, 0 to 16; 0 for a symbol that does not occur.</param>
    /// <returns>The code, or null where there are more symbols than the lengths have room for.</returns>
    public static HuffmanCode? Build(ReadOnlySpan<byte> lengths)
    {
        var code = new HuffmanCode(lengths.Length);
        foreach (byte length in lengths) code._counts[length]++;
        code._counts[0] = 0;

        int room = 1;
        int[] next = new int[MaxLength + 2];
        for (int length = 1; length <= MaxLength; length++)
        {
            room = (room << 1) - code._counts[length];
            if (room < 0) return null;
            next[length + 1] = next[length] + code._counts[length];
        }

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0) code._symbols[next[lengths[symbol]]++] = symbol;
        }

        return code;
    }

    /// <summary>Reads one symbol; -1 where the bits are no code.</summary>
    public int Decode(BitReader bits)
    {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            code |= bits.ReadBit();
            int count = _counts[length];
            if (code - first < count) return _symbols[index + code - first];
            index += count;
            first = first + count << 1;
            code <<= 1;
        }

        return -1;
    }
}
