using System.Buffers;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The bins of a hive as one range of bytes, changes from the logs included, read in pages as they are needed.</summary>
internal sealed class HiveBins : IDisposable
{
    private const int PageSize = 4096;
    private const int SectorsPerPage = PageSize / SectorOverlay.SectorSize;
    private const int CachedPages = 1024;

    // Few bins are longer. The later pages of those that are cannot be told from damage without reading much more.
    private const int PagesOfUsualBin = 4;

    // A folder of images goes through thousands of pages; two hives' worth of them are kept for the next image.
    private static readonly ArrayPool<byte> Buffers = ArrayPool<byte>.Create(PageSize, 2 * CachedPages);

    // Every value of the largest real hives, read several times over. Lists that many keys share could be walked through without end.
    private const long MaximumLookups = 1L << 28;

    private readonly ByteSource _file;
    private readonly SectorOverlay _overlay;
    private readonly Page?[] _cache = new Page?[CachedPages];
    private long _lookupsLeft;
    private bool _isDisposed;

    public HiveBins(ByteSource file, SectorOverlay overlay, long size, long maximumLookups = MaximumLookups)
    {
        _lookupsLeft = maximumLookups;
        _file = file;
        _overlay = overlay;
        Size = size;
    }

    /// <summary>Length in bytes. What the file holds behind it is not part of the hive.</summary>
    public long Size { get; }

    /// <summary>Told, once, that something was read from a place that no bin holds. It may be right all the same; Windows would not load it.</summary>
    public Action<DiskFormatException>? OnDamage { get; set; }

    /// <summary>Makes the exception for a place in the bins.</summary>
    public DiskFormatException Bad(long offset, string reason) => new(_file.Name, BaseBlock.Length + offset, reason);

    /// <summary>Fills <paramref name="buffer"/>.</summary>
    /// <exception cref="DiskFormatException">The range is not inside the bins, or the file ends before it, or more was read than any hive holds.</exception>
    public void Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset > Size - buffer.Length) throw Bad(offset, $"{buffer.Length} bytes were wanted, but the bins end at {Size}");

        // Copied before another reader may need the page for something else.
        lock (_cache)
        {
            EnsureOpen();
            while (buffer.Length > 0)
            {
                int start = (int)(offset % PageSize);
                int step = Math.Min(buffer.Length, PageSize - start);
                Page page = GetPage((int)(offset / PageSize));
                CheckBin(page);
                for (int sector = start / SectorOverlay.SectorSize; sector * SectorOverlay.SectorSize < start + step; sector++)
                {
                    if ((page.Present & (1 << sector)) == 0)
                        throw Bad(offset, $"the file is truncated: it ends at {_file.Length}, before this part of the hive");
                }

                page.Bytes.AsSpan(start, step).CopyTo(buffer);
                buffer = buffer.Slice(step);
                offset += step;
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The pages were given back.</exception>
    public void EnsureOpen()
    {
        if (_isDisposed) throw new ObjectDisposedException(_file.Name);
    }

    /// <summary>Gives the pages back. The file stays open.</summary>
    public void Dispose()
    {
        lock (_cache)
        {
            _isDisposed = true;
            foreach (Page? page in _cache)
            {
                if (page is not null) Buffers.Return(page.Bytes);
            }

            Array.Clear(_cache, 0, _cache.Length);
        }
    }

    /// <summary>Looks for the header of the bin that a page is in: at its start, or in the pages before it.</summary>
    private void CheckBin(Page page)
    {
        if (page.IsChecked || OnDamage is null) return;
        page.IsChecked = true;

        Page start = page;
        while (SizeOfBin(start) == 0 && start.Number > 0)
        {
            if (page.Number - start.Number == PagesOfUsualBin - 1) return;
            start = GetPage(start.Number - 1);
        }

        if (SizeOfBin(start) > (page.Number - start.Number) * (long)PageSize) return;
        OnDamage(Bad((long)page.Number * PageSize, "a bin should hold this part of the hive, but none with a right header does"));
        OnDamage = null;
    }

    /// <summary>The size of the bin that begins with a page; 0 where none does. Of what the file does not hold nothing is said here.</summary>
    private static uint SizeOfBin(Page page)
        => (page.Present & 1) == 0 ? uint.MaxValue : BinChain.SizeOf(page.Bytes, (long)page.Number * PageSize);

    private Page GetPage(int number)
    {
        if (_lookupsLeft-- <= 0) throw Bad((long)number * PageSize, "so much was read before this that the lists of the hive must lead to the same places again and again");
        Page? page = _cache[number % CachedPages];
        if (page?.Number == number) return page;
        byte[] bytes = page?.Bytes ?? Buffers.Rent(PageSize);
        _cache[number % CachedPages] = null;
        page = Load(number, bytes);
        _cache[number % CachedPages] = page;
        return page;
    }

    private Page Load(int number, byte[] bytes)
    {
        long position = BaseBlock.Length + (long)number * PageSize;
        int inFile = (int)Math.Max(0, Math.Min(PageSize, _file.Length - position));
        _file.Read(Math.Min(position, _file.Length), bytes, 0, inFile);

        int present = 0;
        for (int i = 0; i < SectorsPerPage; i++)
        {
            bool fromLog = _overlay.TryRead(number * SectorsPerPage + i, bytes, i * SectorOverlay.SectorSize);
            if (fromLog || (i + 1) * SectorOverlay.SectorSize <= inFile) present |= 1 << i;
        }

        return new Page(number, bytes, present);
    }

    /// <summary>A page; bit n of <paramref name="Present"/> says that its sector n could be read.</summary>
    private sealed record Page(int Number, byte[] Bytes, int Present)
    {
        public bool IsChecked { get; set; }
    }
}
