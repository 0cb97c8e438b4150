namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>LZNT1, the compression of NTFS files ([MS-XCA] 2.5).</summary>
internal static class Lznt1
{
    private const int ChunkSize = 4096;
    private const int MinMatch = 3;

    /// <summary>Decompresses one compression unit; what the input does not fill becomes zero.</summary>
    /// <param name="input">The clusters of the unit.</param>
    /// <param name="inputLength">Number of bytes in them.</param>
    /// <param name="output">Takes the unit.</param>
    /// <param name="outputLength">Number of bytes in the unit.</param>
    /// <returns>What is wrong with the input, or null.</returns>
    public static string? Decompress(byte[] input, int inputLength, byte[] output, int outputLength)
    {
        Array.Clear(output, 0, outputLength);
        int from = 0;
        for (int to = 0; to < outputLength && from + 2 <= inputLength; to += ChunkSize)
        {
            int header = input.U16(from);
            if (header == 0) break;
            from += 2;
            int length = (header & 0xFFF) + 1;
            if (length > inputLength - from) return $"a chunk of {length} bytes is cut off";

            int room = Math.Min(ChunkSize, outputLength - to);
            bool isCompressed = (header & 0x8000) != 0;
            if (isCompressed)
            {
                if (!TryDecompressChunk(input, from, from + length, output, to, to + room)) return "a chunk refers to bytes outside of it";
            }
            else
            {
                if (length > room) return "a chunk is longer than its place";
                Buffer.BlockCopy(input, from, output, to, length);
            }

            from += length;
        }

        return null;
    }

    private static bool TryDecompressChunk(byte[] input, int from, int fromEnd, byte[] output, int start, int end)
    {
        int to = start;
        while (from < fromEnd)
        {
            int flags = input[from++];
            for (int bit = 0; bit < 8 && from < fromEnd; bit++, flags >>= 1)
            {
                if ((flags & 1) == 0)
                {
                    if (to == end) return false;
                    output[to++] = input[from++];
                    continue;
                }

                if (from + 2 > fromEnd) return false;
                int token = input.U16(from);
                from += 2;
                int lengthBits = LengthBits(to - start);
                int distance = (token >> lengthBits) + 1;
                int length = (token & (1 << lengthBits) - 1) + MinMatch;
                if (distance > to - start || length > end - to) return false;
                for (int i = 0; i < length; i++, to++) output[to] = output[to - distance];
            }
        }

        return true;
    }

    /// <summary>The further into the chunk, the more of the 16 bits are needed for the distance, and the fewer are left for the length.</summary>
    private static int LengthBits(int position)
    {
        int bits = 12;
        for (int i = position - 1; i >= 16; i >>= 1) bits--;
        return bits;
    }
}
