namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>Bytes that are stored in chunks which can only be decoded whole. Keeps the chunk used last.</summary>
internal abstract class ChunkedSource : ByteSource
{
    private readonly object _gate = new();
    private readonly byte[] _chunk;
    private long _current = -1;

    protected ChunkedSource(string name, long length, int chunkSize)
    {
        Name = name;
        Length = length;
        _chunk = new byte[chunkSize];
    }

    public override string Name { get; }

    public override long Length { get; }

    protected int ChunkSize => _chunk.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        lock (_gate)
        {
            while (count > 0)
            {
                long number = offset / ChunkSize;
                int from = (int)(offset % ChunkSize);
                int length = Math.Min(count, ChunkSize - from);
                Load(number);
                Buffer.BlockCopy(_chunk, from, buffer, index, length);
                offset += length;
                index += length;
                count -= length;
            }
        }
    }

    /// <summary>Decodes a chunk.</summary>
    /// <param name="number">The chunk, from 0.</param>
    /// <param name="chunk">Takes the bytes; those beyond the end of the source are never used.</param>
    /// <exception cref="DiskFormatException">The chunk is damaged.</exception>
    protected abstract void Decode(long number, byte[] chunk);

    private void Load(long number)
    {
        if (_current == number) return;
        _current = -1;
        Decode(number, _chunk);
        _current = number;
    }
}
