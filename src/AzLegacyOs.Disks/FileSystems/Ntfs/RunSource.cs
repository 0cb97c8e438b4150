namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>A non-resident attribute that is stored as it is, with or without holes.</summary>
internal sealed class RunSource : ByteSource
{
    private readonly ByteSource _volume;
    private readonly RunMap _map;
    private readonly long _initialised;

    /// <summary>Makes the source.</summary>
    /// <param name="name">What the bytes belong to.</param>
    /// <param name="volume">Where the clusters are read.</param>
    /// <param name="map">The clusters.</param>
    /// <param name="size">Size in bytes.</param>
    /// <param name="initialised">Bytes from here on read as zero, whatever the clusters hold.</param>
    public RunSource(string name, ByteSource volume, RunMap map, long size, long initialised)
    {
        Name = name;
        _volume = volume;
        _map = map;
        Length = size;
        _initialised = Math.Min(size, initialised);
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int length;
            if (offset >= _initialised)
            {
                length = count;
                Array.Clear(buffer, index, length);
            }
            else
            {
                ByteExtent piece = _map.Locate(offset, Math.Min(count, _initialised - offset), out bool isHole);
                length = (int)piece.Length;
                if (isHole)
                    Array.Clear(buffer, index, length);
                else
                    _volume.Read(piece.Offset, buffer, index, length);
            }

            offset += length;
            index += length;
            count -= length;
        }
    }

    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        long end = Math.Min(offset + length, _initialised);
        while (offset < end)
        {
            ByteExtent piece = _map.Locate(offset, end - offset, out bool isHole);
            if (!isHole) yield return new ByteExtent(offset, piece.Length);
            offset += piece.Length;
        }
    }
}
