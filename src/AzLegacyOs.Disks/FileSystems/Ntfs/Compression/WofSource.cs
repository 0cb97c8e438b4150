using System.Buffers;

namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>A file that Windows has compressed as a whole (CompactOS, "compact /exe"), kept in the stream WofCompressedData.</summary>
/// <remarks>
/// The stream starts with the end offsets of all chunks but the last, counted from behind this table, in 4 bytes each (8 for a
/// file of 4 GiB and more); then the chunks follow. A chunk as long as its plain bytes is stored as it is.
/// </remarks>
internal sealed class WofSource : ChunkedSource
{
    /// <summary>The stream with the compressed bytes.</summary>
    public const string StreamName = "WofCompressedData";

    private readonly ByteSource _stream;
    private readonly WofAlgorithm _algorithm;
    private readonly int _offsetSize;
    private readonly long _chunks;

    /// <summary>Makes the source.</summary>
    /// <param name="name">What the bytes belong to.</param>
    /// <param name="stream">The compressed stream.</param>
    /// <param name="algorithm">How it is compressed.</param>
    /// <param name="length">Length of the plain bytes.</param>
    /// <exception cref="DiskFormatException">The stream is shorter than its table.</exception>
    public WofSource(string name, ByteSource stream, WofAlgorithm algorithm, long length)
        : base(name, length, SizeOfChunk(algorithm))
    {
        _stream = stream;
        _algorithm = algorithm;
        _offsetSize = length > uint.MaxValue ? 8 : 4;
        _chunks = length / ChunkSize + (length % ChunkSize > 0 ? 1 : 0);
        if (TableSize > stream.Length) throw new DiskFormatException(name, stream.Length, $"the stream {StreamName} ends inside its table of {_chunks} chunks");
    }

    private long TableSize => Math.Max(0, _chunks - 1) * _offsetSize;

    protected override void Decode(long number, byte[] chunk)
    {
        long start = number == 0 ? 0 : ReadOffset(number - 1);
        long end = number == _chunks - 1 ? _stream.Length - TableSize : ReadOffset(number);
        int plainLength = (int)Math.Min(ChunkSize, Length - number * ChunkSize);
        if (start < 0 || end <= start || end - start > plainLength || end > _stream.Length - TableSize)
            throw new DiskFormatException(Name, number * ChunkSize, $"chunk {number} of the stream {StreamName} is said to lie from {start} to {end}");

        int storedLength = (int)(end - start);
        if (storedLength == plainLength)
        {
            _stream.Read(TableSize + start, chunk, 0, storedLength);
            return;
        }

        byte[] stored = ArrayPool<byte>.Shared.Rent(storedLength);
        try
        {
            _stream.Read(TableSize + start, stored, 0, storedLength);
            string? fault = _algorithm == WofAlgorithm.Lzx
                ? Lzx.Decompress(stored, storedLength, chunk, plainLength)
                : XpressHuffman.Decompress(stored, storedLength, chunk, plainLength);
            if (fault is not null) throw new DiskFormatException(Name, number * ChunkSize, $"chunk {number} of the stream {StreamName} is damaged: {fault}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private long ReadOffset(long index)
    {
        byte[] bytes = _stream.ReadBytes(index * _offsetSize, _offsetSize);
        return _offsetSize == 4 ? bytes.U32(0) : bytes.I64(0);
    }

    private static int SizeOfChunk(WofAlgorithm algorithm) => algorithm switch
    {
        WofAlgorithm.Xpress4K => 4 << 10,
        WofAlgorithm.Xpress8K => 8 << 10,
        WofAlgorithm.Xpress16K => 16 << 10,
        _ => 32 << 10,
    };
}
