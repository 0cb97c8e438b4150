namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>Ranges of bytes in order.</summary>
internal sealed class OrderedRanges
{
    private readonly List<ByteExtent> _ranges = [];

    /// <summary>Orders ranges and joins those that touch or overlap.</summary>
    public OrderedRanges(IEnumerable<ByteExtent> ranges)
    {
        foreach (ByteExtent range in ranges.OrderBy(r => r.Offset))
        {
            if (_ranges.Count > 0 && _ranges[_ranges.Count - 1] is var last && range.Offset <= last.End)
                _ranges[_ranges.Count - 1] = last with { Length = Math.Max(last.End, range.End) - last.Offset };
            else
                _ranges.Add(range);
        }
    }

    public long Length => _ranges.Sum(r => r.Length);

    /// <summary>The parts of the ranges that lie in a range, ascending.</summary>
    public IEnumerable<ByteExtent> Find(long offset, long length)
    {
        int low = 0;
        int high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].End <= offset) low = middle + 1;
            else high = middle;
        }

        for (; low < _ranges.Count && _ranges[low].Offset < offset + length; low++)
        {
            long from = Math.Max(offset, _ranges[low].Offset);
            yield return new ByteExtent(from, Math.Min(offset + length, _ranges[low].End) - from);
        }
    }
}
