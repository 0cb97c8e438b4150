namespace AzLegacyOs.Disks.Tests.Images;

/// <summary>Bytes of a test as a source.</summary>
internal sealed class MemorySource(byte[] bytes, string name = "memory") : ByteSource
{
    public override string Name => name;

    public override long Length => bytes.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        Array.Copy(bytes, offset, buffer, index, count);
    }
}
