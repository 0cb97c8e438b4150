namespace AzLegacyOs.Disks;

/// <summary>A window of another source, for example a partition of a disk. Disposing it leaves the other source open.</summary>
public sealed class ByteSourceSlice : ByteSource
{
    private readonly ByteSource _source;
    private readonly long _start;

    /// <summary>Makes the window.</summary>
    /// <param name="source">What is looked through.</param>
    /// <param name="start">First byte of the window in <paramref name="source"/>.</param>
    /// <param name="length">Length of the window in bytes.</param>
    /// <param name="name">The window's name in messages.</param>
    /// <exception cref="DiskFormatException">The window does not lie inside the source.</exception>
    public ByteSourceSlice(ByteSource source, long start, long length, string name)
    {
        if (start < 0 || length < 0 || start > source.Length - length)
            throw new DiskFormatException(source.Name, start, $"{name} is {length} bytes long and does not lie inside the {source.Length} bytes");
        _source = source;
        _start = start;
        Length = length;
        Name = name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        _source.Read(_start + offset, buffer, index, count);
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        foreach (ByteExtent extent in _source.GetExtents(_start + offset, length))
            yield return extent with { Offset = extent.Offset - _start };
    }
}
