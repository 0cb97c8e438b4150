namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>LZ77 with Huffman codes, called XPRESS ([MS-XCA] 2.2).</summary>
internal static class XpressHuffman
{
    private const int Symbols = 512;
    private const int TableSize = Symbols / 2;
    private const int MinMatch = 3;
    private const int LookAhead = 16;

    /// <summary>Decompresses one chunk that fills <paramref name="outputLength"/> bytes.</summary>
    /// <returns>What is wrong with the input, or null.</returns>
    public static string? Decompress(byte[] input, int inputLength, byte[] output, int outputLength)
    {
        if (inputLength < TableSize) return "the table of code lengths is cut off";
        byte[] lengths = new byte[Symbols];
        for (int i = 0; i < Symbols; i++) lengths[i] = (byte)(input[i / 2] >> i % 2 * 4 & 15);
        if (HuffmanCode.Build(lengths) is not { } code) return "the code lengths contradict each other";

        var bits = new BitReader(input, TableSize, inputLength, LookAhead);
        int to = 0;
        while (to < outputLength)
        {
            int symbol = code.Decode(bits);
            if (symbol < 0 || bits.IsExhausted) return "a code is unknown or the input ends early";
            if (symbol < 256)
            {
                output[to++] = (byte)symbol;
                continue;
            }

            long length = MatchLength(symbol & 15, bits);
            int distanceBits = symbol - 256 >> 4;
            int distance = (1 << distanceBits) + (int)bits.ReadBits(distanceBits);
            if (distance > to || length > outputLength - to) return "a match refers to bytes outside of the chunk";
            for (int end = to + (int)length; to < end; to++) output[to] = output[to - distance];
        }

        return null;
    }

    /// <summary>Long matches carry their length in whole bytes behind the bits that are already fetched.</summary>
    private static long MatchLength(int value, BitReader bits)
    {
        if (value < 15) return value + MinMatch;
        int length = bits.ReadByte();
        if (length < 255) return length + 15 + MinMatch;
        length = bits.ReadByte() | bits.ReadByte() << 8;
        if (length > 0) return length + (long)MinMatch;
        uint wide = (uint)(bits.ReadByte() | bits.ReadByte() << 8 | bits.ReadByte() << 16 | bits.ReadByte() << 24);
        return wide + (long)MinMatch;
    }
}
