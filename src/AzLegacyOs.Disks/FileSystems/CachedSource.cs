using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.FileSystems;

/// <summary>Keeps the most recently used pages of a source: for metadata, which is read in small pieces and again and again.</summary>
/// <remarks>Holds at most 4 MiB. Does not own the source.</remarks>
internal sealed class CachedSource : ByteSource
{
    private const int PageSize = 4096;
    private const int Capacity = 1024;

    private readonly ByteSource _source;
    private readonly BoundedCache<byte[]> _pages;

    public CachedSource(ByteSource source)
    {
        _source = source;
        _pages = new BoundedCache<byte[]>(Capacity, ReadPage);
    }

    public override string Name => _source.Name;

    public override long Length => _source.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int from = (int)(offset % PageSize);
            byte[] page = _pages.Get(offset / PageSize);
            int length = Math.Min(count, page.Length - from);
            Buffer.BlockCopy(page, from, buffer, index, length);
            offset += length;
            index += length;
            count -= length;
        }
    }

    private byte[] ReadPage(long number)
    {
        long start = number * PageSize;
        return _source.ReadBytes(start, (int)Math.Min(PageSize, _source.Length - start));
    }
}
