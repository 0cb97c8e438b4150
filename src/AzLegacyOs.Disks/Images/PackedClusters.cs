namespace AzLegacyOs.Disks.Images;

/// <summary>The compressed parts of a disk, addressed as the disk is; a few unpacked clusters are kept.</summary>
/// <param name="name">Name of the image.</param>
/// <param name="length">Length of the disk in bytes.</param>
/// <param name="clusterLength">Length of an unpacked cluster in bytes.</param>
/// <param name="unpack">Unpacks the cluster with a number, counted from the start of the disk.</param>
internal sealed class PackedClusters(string name, long length, int clusterLength, Func<long, byte[]> unpack) : ByteSource
{
    private readonly BoundedCache<byte[]> _unpacked = new(Math.Max(2, 4 * 1024 * 1024 / clusterLength), unpack);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int within = (int)(offset % clusterLength);
            int part = Math.Min(count, clusterLength - within);
            Array.Copy(_unpacked.Get(offset / clusterLength), within, buffer, index, part);
            offset += part;
            index += part;
            count -= part;
        }
    }
}
