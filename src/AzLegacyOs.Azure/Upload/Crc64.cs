using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AzLegacyOs.Azure.Upload;

/// <summary>The checksum that Azure Storage takes and compares for a range: CRC-64/NVME, all ones at the start and inverted at the end.</summary>
/// <remarks>
/// x-ms-content-crc64, https://learn.microsoft.com/rest/api/storageservices/put-page; known as StorageCrc64 in Microsoft's own libraries.
/// Four lanes of eight bytes each, which do not wait for each other: every step takes a lane over the 32 bytes of all four.
/// An instruction of the processor would be faster still, and is not there for .NET Standard.
/// </remarks>
internal static class Crc64
{
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;

    private const int Lanes = 4;

    private const int Values = 256;

    // What one byte makes of the state, and what each byte of a lane makes of it after a step.
    private static readonly ulong[] OfByte = MakeByteTable(), OfStep = MakeStepTable();

    /// <summary>The checksum of some bytes.</summary>
    public static ulong Compute(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ulong state = ulong.MaxValue;
        if (BitConverter.IsLittleEndian && words.Length >= Lanes)
        {
            int rest = words.Length % Lanes;
            state = AddWords(state, words.Slice(0, words.Length - rest));
            bytes = bytes.Slice((words.Length - rest) * sizeof(ulong));
        }

        foreach (byte b in bytes) state = OfByte[(byte)(state ^ b)] ^ (state >> 8);
        return ~state;
    }

    private static ulong AddWords(ulong state, ReadOnlySpan<ulong> words)
    {
        ReadOnlySpan<ulong> table = OfStep.AsSpan(0, sizeof(ulong) * Values);
        ulong lane0 = state, lane1 = 0, lane2 = 0, lane3 = 0;
        for (; words.Length > Lanes; words = words.Slice(Lanes))
        {
            lane0 = Step(table, lane0 ^ words[0]);
            lane1 = Step(table, lane1 ^ words[1]);
            lane2 = Step(table, lane2 ^ words[2]);
            lane3 = Step(table, lane3 ^ words[3]);
        }

        // The last words bring the lanes together.
        state = AddWord(lane0 ^ words[0]);
        state = AddWord(state ^ lane1 ^ words[1]);
        state = AddWord(state ^ lane2 ^ words[2]);
        return AddWord(state ^ lane3 ^ words[3]);
    }

    // Written out, because a loop is slower.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ReadOnlySpan<ulong> table, ulong lane)
    {
        ulong next = table[(byte)lane];
        lane >>= 8;
        next ^= table[Values + (byte)lane];
        lane >>= 8;
        next ^= table[(2 * Values) + (byte)lane];
        lane >>= 8;
        next ^= table[(3 * Values) + (byte)lane];
        lane >>= 8;
        next ^= table[(4 * Values) + (byte)lane];
        lane >>= 8;
        next ^= table[(5 * Values) + (byte)lane];
        lane >>= 8;
        next ^= table[(6 * Values) + (byte)lane];
        lane >>= 8;
        return next ^ table[(7 * Values) + (byte)lane];
    }

    private static ulong AddWord(ulong state)
    {
        for (int i = 0; i < sizeof(ulong); i++) state = OfByte[(byte)state] ^ (state >> 8);
        return state;
    }

    private static ulong[] MakeByteTable()
    {
        ulong[] table = new ulong[Values];
        for (int value = 0; value < Values; value++)
        {
            ulong state = (ulong)value;
            for (int bit = 0; bit < 8; bit++) state = (state & 1) != 0 ? (state >> 1) ^ Polynomial : state >> 1;
            table[value] = state;
        }

        return table;
    }

    private static ulong[] MakeStepTable()
    {
        ulong[] table = new ulong[sizeof(ulong) * Values];
        for (int i = 0; i < table.Length; i++)
        {
            ulong state = OfByte[i % Values];
            for (int left = (Lanes * sizeof(ulong)) - 1 - (i / Values); left > 0; left--) state = OfByte[(byte)state] ^ (state >> 8);
            table[i] = state;
        }

        return table;
    }
}
