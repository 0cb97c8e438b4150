namespace AzLegacyOs.Disks.FileSystems;

/// <summary>Bytes that are already in memory.</summary>
internal sealed class BufferSource(string name, byte[] bytes) : ByteSource
{
    public override string Name => name;

    public override long Length => bytes.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        Buffer.BlockCopy(bytes, (int)offset, buffer, index, count);
    }
}
