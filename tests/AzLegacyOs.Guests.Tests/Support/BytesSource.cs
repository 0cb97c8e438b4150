using AzLegacyOs.Disks;

namespace AzLegacyOs.Guests.Tests.Support;

/// <summary>Bytes in memory as a source.</summary>
internal sealed class BytesSource(byte[] bytes) : ByteSource
{
    public override string Name => "bytes";

    public override long Length => bytes.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        Array.Copy(bytes, offset, buffer, index, count);
    }
}
