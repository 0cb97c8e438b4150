using AzLegacyOs.Disks.Images.Remote;

namespace AzLegacyOs.Disks.Images;

/// <summary>Counts the bytes that are read from another source, which it owns.</summary>
public sealed class CountingByteSource(ByteSource source) : ByteSource
{
    private long _bytesRead;

    /// <inheritdoc/>
    public override string Name => source.Name;

    /// <inheritdoc/>
    public override long Length => source.Length;

    /// <summary>Bytes read so far, each time they were read; of a remote file, the bytes that came over the network.</summary>
    public long BytesRead => source is RemoteByteSource remote ? remote.BytesReceived : Interlocked.Read(ref _bytesRead);

    /// <summary>The files behind it: one, or all parts of a file that was cut.</summary>
    internal IReadOnlyList<string> FileNames => source is SplitFile split ? split.PartNames : [Name];

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        source.Read(offset, buffer, index, count);
        Interlocked.Add(ref _bytesRead, count);
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length) => source.GetExtents(offset, length);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
    }
}
