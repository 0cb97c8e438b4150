using AzLegacyOs.Disks;

namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>The page blob behind a managed disk.</summary>
internal sealed class PageBlob(string name, long length) : IDisposable
{
    private const int PageSize = 512;

    private const int CopyLength = 1024 * 1024;

    private readonly ChunkStore _store = new();

    private int _writes;

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Length in bytes, footer included.</summary>
    public long Length => length;

    /// <summary>Another one after each write.</summary>
    public string ETag => $"\"0x{Created.Ticks + Volatile.Read(ref _writes):X}\"";

    public void Write(long offset, byte[] bytes)
    {
        _store.Write(offset, bytes);
        Interlocked.Increment(ref _writes);
    }

    public void Read(long offset, byte[] buffer, int index, int count) => _store.Read(offset, buffer, index, count);

    /// <summary>Takes the pages of another blob of the same length.</summary>
    public void CopyFrom(PageBlob other)
    {
        foreach (ByteExtent range in other.Ranges())
        {
            for (long offset = range.Offset; offset < range.End; offset += CopyLength)
            {
                byte[] bytes = new byte[Math.Min(CopyLength, range.End - offset)];
                other.Read(offset, bytes, 0, bytes.Length);
                Write(offset, bytes);
            }
        }
    }

    /// <summary>The last 512 bytes.</summary>
    public byte[] Footer()
    {
        byte[] footer = new byte[PageSize];
        Read(length - PageSize, footer, 0, footer.Length);
        return footer;
    }

    /// <summary>Runs of pages that were written, neighbours joined.</summary>
    public IEnumerable<ByteExtent> Ranges()
    {
        ByteExtent? open = null;
        foreach ((long offset, int chunk) in _store.Written())
        {
            long end = Math.Min(length, offset + chunk);
            if (open is { } previous && previous.End == offset)
            {
                open = new ByteExtent(previous.Offset, end - previous.Offset);
                continue;
            }

            if (open is { } finished) yield return finished;
            open = new ByteExtent(offset, end - offset);
        }

        if (open is { } last) yield return last;
    }

    /// <summary>A view for reading back; valid while the blob is.</summary>
    public ByteSource Open() => new View(this, name);

    public void Dispose() => _store.Dispose();

    private sealed class View(PageBlob blob, string name) : ByteSource
    {
        public override string Name => name;

        public override long Length => blob.Length;

        public override void Read(long offset, byte[] buffer, int index, int count)
        {
            CheckRange(offset, count);
            blob.Read(offset, buffer, index, count);
        }

        public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
        {
            foreach (ByteExtent range in blob.Ranges())
            {
                long start = Math.Max(offset, range.Offset), end = Math.Min(offset + length, range.End);
                if (start < end) yield return new ByteExtent(start, end - start);
            }
        }
    }
}
