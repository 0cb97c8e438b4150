namespace AzLegacyOs.Disks.Images;

/// <summary>An image that keeps the parts of its disk in places of its own choosing; what it does not keep reads as zeros.</summary>
public abstract class MappedImage : DiskImage
{
    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            DiskRun run = MapJoined(offset, count);
            int length = (int)run.Length;
            if (run.Source is null) Array.Clear(buffer, index, length);
            else run.Source.Read(run.SourceOffset, buffer, index, length);
            offset += length;
            index += length;
            count -= length;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        ByteExtent pending = default;
        foreach (ByteExtent extent in GetMappedExtents(offset, length))
        {
            if (pending.Length > 0 && pending.End == extent.Offset)
            {
                pending = pending with { Length = pending.Length + extent.Length };
                continue;
            }

            if (pending.Length > 0) yield return pending;
            pending = extent;
        }

        if (pending.Length > 0) yield return pending;
    }

    /// <summary>Finds where the bytes at an offset are kept.</summary>
    /// <param name="offset">Byte offset on the disk, below <see cref="ByteSource.Length"/>.</param>
    /// <param name="length">Number of bytes of interest, at least 1, all inside the disk.</param>
    /// <returns>The first run, 1 to <paramref name="length"/> bytes long.</returns>
    private protected abstract DiskRun Map(long offset, long length);

    private IEnumerable<ByteExtent> GetMappedExtents(long offset, long length)
    {
        long end = Math.Min(Length, offset + length);
        while (offset < end)
        {
            DiskRun run = Map(offset, end - offset);
            if (run.Source is not null)
            {
                foreach (ByteExtent extent in run.Source.GetExtents(run.SourceOffset, run.Length))
                    yield return extent with { Offset = extent.Offset - run.SourceOffset + offset };
            }

            offset += run.Length;
        }
    }

    /// <summary>Like <see cref="Map"/>, with runs that follow each other in the same place taken as one.</summary>
    private DiskRun MapJoined(long offset, long length)
    {
        DiskRun joined = Map(offset, length);
        while (joined.Length < length)
        {
            DiskRun next = Map(offset + joined.Length, length - joined.Length);
            if (next.Source != joined.Source) break;
            if (next.Source is not null && next.SourceOffset != joined.SourceOffset + joined.Length) break;
            joined = joined with { Length = joined.Length + next.Length };
        }

        return joined;
    }
}

/// <summary>A run of a virtual disk and where its bytes are.</summary>
/// <param name="Length">Number of bytes.</param>
/// <param name="Source">What holds them; null for zeros.</param>
/// <param name="SourceOffset">Offset of the first byte in <paramref name="Source"/>.</param>
internal readonly record struct DiskRun(long Length, ByteSource? Source = null, long SourceOffset = 0);
