namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>A file with changes that are kept in memory only.</summary>
internal sealed class PageOverlay(ByteSource file, long length) : ByteSource
{
    private const int PageSize = VhdxLogEntry.SectorSize;

    // Real logs have a handful; each later change has to be compared with all of them.
    private const int MaximumZeroRuns = 4096;

    private readonly Dictionary<long, byte[]> _pages = [];
    private readonly List<ByteExtent> _zeros = [];
    private long[]? _pagesBehindFile;

    /// <inheritdoc/>
    public override string Name => file.Name;

    /// <summary>The length that the file has after the changes.</summary>
    public override long Length { get; } = Math.Max(file.Length, length);

    /// <summary>Puts a page of 4 KiB over the file.</summary>
    public void AddPage(long offset, byte[] page) => _pages[offset] = page;

    /// <summary>Puts zeros over the file and over earlier pages; false where there are too many of such runs.</summary>
    public bool TryAddZeros(ByteExtent run)
    {
        if (_zeros.Count >= MaximumZeroRuns) return false;
        _zeros.Add(run);
        foreach (long page in _pages.Keys.Where(p => p >= run.Offset && p < run.End).ToArray()) _pages.Remove(page);
        return true;
    }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        int fromFile = (int)Math.Max(0, Math.Min(count, file.Length - offset));
        if (fromFile > 0) file.Read(offset, buffer, index, fromFile);
        Array.Clear(buffer, index + fromFile, count - fromFile);

        long end = offset + count;
        foreach (ByteExtent run in _zeros)
        {
            long start = Math.Max(run.Offset, offset);
            long stop = Math.Min(run.End, end);
            if (start < stop) Array.Clear(buffer, index + (int)(start - offset), (int)(stop - start));
        }

        for (long page = offset - (offset % PageSize); page < end; page += PageSize)
        {
            if (!_pages.TryGetValue(page, out byte[]? bytes)) continue;
            long start = Math.Max(page, offset);
            long stop = Math.Min(page + PageSize, end);
            Array.Copy(bytes, start - page, buffer, index + (start - offset), stop - start);
        }
    }

    /// <summary>All of the file, and the pages behind its end: else a small forged log could claim more data than could ever be read.</summary>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        long end = offset + length;
        if (offset < file.Length) yield return new ByteExtent(offset, Math.Min(end, file.Length) - offset);
        if (end <= file.Length) yield break;

        // The changes are all made before anything is read.
        long from = Math.Max(offset, file.Length);
        long[] pages = _pagesBehindFile ??= [.. _pages.Keys.Where(page => page + PageSize > file.Length).OrderBy(page => page)];
        int next = Array.BinarySearch(pages, from - (from % PageSize));
        for (next = next < 0 ? ~next : next; next < pages.Length && pages[next] < end; next++)
        {
            long start = Math.Max(pages[next], from);
            yield return new ByteExtent(start, Math.Min(pages[next] + PageSize, end) - start);
        }
    }
}
