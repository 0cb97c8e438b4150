namespace AzLegacyOs.Disks;

/// <summary>A bounded, read-only, random-access sequence of bytes: a file, a virtual disk, a partition, a file on a volume.</summary>
/// <remarks>Reads may come from several threads at once.</remarks>
public abstract class ByteSource : IDisposable
{
    /// <summary>What the bytes belong to, for messages: a path, or "partition 1 of ...".</summary>
    public abstract string Name { get; }

    /// <summary>Length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads exactly <paramref name="count"/> bytes.</summary>
    /// <param name="offset">Byte offset, 0 to <see cref="Length"/>.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="index">First position in <paramref name="buffer"/>.</param>
    /// <param name="count">Number of bytes.</param>
    /// <exception cref="DiskFormatException">The range is not inside the source, or a structure on the way is damaged.</exception>
    /// <exception cref="IOException">The medium could not be read.</exception>
    public abstract void Read(long offset, byte[] buffer, int index, int count);

    /// <summary>Reads exactly <paramref name="count"/> bytes into a new array.</summary>
    /// <inheritdoc cref="Read(long, byte[], int, int)"/>
    public byte[] ReadBytes(long offset, int count)
    {
        CheckRange(offset, count);
        byte[] bytes = new byte[count];
        Read(offset, bytes, 0, count);
        return bytes;
    }

    /// <summary>The parts that hold data, in ascending order and not overlapping; everything between them reads as zeros.</summary>
    /// <param name="offset">First byte of interest.</param>
    /// <param name="length">Number of bytes of interest.</param>
    public virtual IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        if (length > 0) yield return new ByteExtent(offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the source holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Throws unless the range lies inside the source.</summary>
    protected void CheckRange(long offset, int count)
    {
        if (offset < 0 || count < 0 || offset > Length - count)
            throw new DiskFormatException(Name, offset, $"{count} bytes were wanted, but there are only {Length} bytes");
    }
}

/// <summary>A run of bytes.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct ByteExtent(long Offset, long Length)
{
    /// <summary>The byte after the last one.</summary>
    public long End => Offset + Length;
}
