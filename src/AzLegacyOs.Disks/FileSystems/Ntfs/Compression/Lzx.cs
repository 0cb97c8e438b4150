namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>LZX in the form of WIM files and WOF: a window of 32 KiB, every chunk on its own.</summary>
/// <remarks>[MS-PATCH] describes the block types, trees and match encoding.</remarks>
internal sealed class Lzx
{
    private const int WindowSize = 32 << 10;
    private const int DistanceSlots = 30;
    private const int MainSymbols = 256 + 8 * DistanceSlots;
    private const int LengthSymbols = 249;
    private const int PreSymbols = 20;
    private const int AlignedSymbols = 8;
    private const int MinMatch = 2;

    /// <summary>The "file size" of the translation of x86 call targets.</summary>
    private const int TranslationSize = 12_000_000;

    private readonly BitReader _bits;
    private readonly byte[] _output;
    private readonly int _outputLength;
    private readonly byte[] _mainLengths = new byte[MainSymbols];
    private readonly byte[] _lengthLengths = new byte[LengthSymbols];
    private readonly uint[] _recent = [1, 1, 1];
    private int _to;

    private Lzx(byte[] input, int inputLength, byte[] output, int outputLength)
    {
        _bits = new BitReader(input, 0, inputLength, 0);
        _output = output;
        _outputLength = outputLength;
    }

    /// <summary>Decompresses one chunk that fills <paramref name="outputLength"/> bytes.</summary>
    /// <returns>What is wrong with the input, or null.</returns>
    public static string? Decompress(byte[] input, int inputLength, byte[] output, int outputLength)
    {
        if (!new Lzx(input, inputLength, output, outputLength).TryDecompress()) return "a block is malformed or the input ends early";
        UndoCallTranslation(output, outputLength);
        return null;
    }

    private bool TryDecompress()
    {
        while (_to < _outputLength)
        {
            uint type = _bits.ReadBits(3);
            int size = _bits.ReadBit() == 1 ? WindowSize : (int)_bits.ReadBits(16);
            if (size == 0 || size > _outputLength - _to || _bits.IsExhausted) return false;
            bool done = type switch
            {
                1 => TryCompressedBlock(size, isAligned: false),
                2 => TryCompressedBlock(size, isAligned: true),
                3 => TryStoredBlock(size),
                _ => false,
            };
            if (!done) return false;
        }

        return true;
    }

    private bool TryStoredBlock(int size)
    {
        _bits.Align();
        for (int i = 0; i < 3; i++)
            _recent[i] = (uint)(_bits.ReadByte() | _bits.ReadByte() << 8 | _bits.ReadByte() << 16 | _bits.ReadByte() << 24);
        for (int i = 0; i < size; i++) _output[_to++] = (byte)_bits.ReadByte();
        if (size % 2 != 0) _bits.ReadByte();
        return !_bits.IsExhausted;
    }

    private bool TryCompressedBlock(int size, bool isAligned)
    {
        HuffmanCode? aligned = null;
        if (isAligned)
        {
            aligned = ReadPlainCode(AlignedSymbols, 3);
            if (aligned is null) return false;
        }

        if (!TryReadLengths(_mainLengths, 0, 256) || !TryReadLengths(_mainLengths, 256, MainSymbols)) return false;
        if (!TryReadLengths(_lengthLengths, 0, LengthSymbols)) return false;
        HuffmanCode? main = HuffmanCode.Build(_mainLengths);
        HuffmanCode? lengths = HuffmanCode.Build(_lengthLengths);
        return main is not null && lengths is not null && TryBlockBody(_to + size, main, lengths, aligned);
    }

    private bool TryBlockBody(int end, HuffmanCode main, HuffmanCode lengths, HuffmanCode? aligned)
    {
        while (_to < end)
        {
            int symbol = main.Decode(_bits);
            if (symbol < 0 || _bits.IsExhausted) return false;
            if (symbol < 256)
            {
                _output[_to++] = (byte)symbol;
                continue;
            }

            int length = symbol & 7;
            if (length == 7)
            {
                int more = lengths.Decode(_bits);
                if (more < 0) return false;
                length += more;
            }

            length += MinMatch;
            if (!TryReadDistance(symbol - 256 >> 3, aligned, out uint distance)) return false;
            if (distance == 0 || distance > _to || length > end - _to) return false;
            for (int last = _to + length; _to < last; _to++) _output[_to] = _output[_to - (int)distance];
        }

        return true;
    }

    private bool TryReadDistance(int slot, HuffmanCode? aligned, out uint distance)
    {
        if (slot < 3)
        {
            distance = _recent[slot];
            _recent[slot] = _recent[0];
            _recent[0] = distance;
            return true;
        }

        int extraBits = slot < 4 ? 0 : slot / 2 - 1;
        distance = slot < 4 ? (uint)slot : (2u + (uint)slot % 2) << extraBits;
        if (aligned is not null && extraBits >= 3)
        {
            distance += _bits.ReadBits(extraBits - 3) << 3;
            int low = aligned.Decode(_bits);
            if (low < 0) return false;
            distance += (uint)low;
        }
        else
        {
            distance += _bits.ReadBits(extraBits);
        }

        distance -= 2;
        _recent[2] = _recent[1];
        _recent[1] = _recent[0];
        _recent[0] = distance;
        return true;
    }

    private HuffmanCode? ReadPlainCode(int symbols, int bitsPerLength)
    {
        byte[] lengths = new byte[symbols];
        for (int i = 0; i < symbols; i++) lengths[i] = (byte)_bits.ReadBits(bitsPerLength);
        return HuffmanCode.Build(lengths);
    }

    /// <summary>Code lengths are themselves coded: as differences to those of the block before, and as runs.</summary>
    private bool TryReadLengths(byte[] lengths, int start, int end)
    {
        if (ReadPlainCode(PreSymbols, 4) is not { } code) return false;
        for (int i = start; i < end;)
        {
            int symbol = code.Decode(_bits);
            if (symbol < 0 || _bits.IsExhausted) return false;
            int run = 1;
            int value = 0;
            switch (symbol)
            {
                case 17:
                    run = 4 + (int)_bits.ReadBits(4);
                    break;
                case 18:
                    run = 20 + (int)_bits.ReadBits(5);
                    break;
                case 19:
                    run = 4 + _bits.ReadBit();
                    symbol = code.Decode(_bits);
                    if (symbol is < 0 or > 16) return false;
                    value = (lengths[i] - symbol + 17) % 17;
                    break;
                default:
                    value = (lengths[i] - symbol + 17) % 17;
                    break;
            }

            if (run > end - i) return false;
            for (int last = i + run; i < last; i++) lengths[i] = (byte)value;
        }

        return true;
    }

    /// <summary>The compressor makes the targets of x86 calls (E8) absolute, because then they repeat; this makes them relative again.</summary>
    private static void UndoCallTranslation(byte[] bytes, int length)
    {
        for (int i = 0; i < length - 10; i++)
        {
            if (bytes[i] != 0xE8) continue;
            int target = bytes.I32(i + 1);
            if (target >= -i && target < TranslationSize)
            {
                int relative = target >= 0 ? target - i : target + TranslationSize;
                bytes[i + 1] = (byte)relative;
                bytes[i + 2] = (byte)(relative >> 8);
                bytes[i + 3] = (byte)(relative >> 16);
                bytes[i + 4] = (byte)(relative >> 24);
            }

            i += 4;
        }
    }
}
