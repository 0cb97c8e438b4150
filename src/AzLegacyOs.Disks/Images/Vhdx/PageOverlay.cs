namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>A file with changes that are kept in memory only.</summary>
internal sealed class PageOverlay(ByteSource file, long length) : ByteSource
{
    private const int PageSize = VhdxLogEntry.SectorSize;

    // Real logs have a handful; each later change has to be compared with all of them.
    private const int MaximumZeroRuns = 4096;

    private readonly Dictionary<long, byte[]> _pages = [];
    private readonly List<ByteExtent> _zeros = [];

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
}
