using AzLegacyOs.Disks;
using Azure;

namespace AzLegacyOs.Azure.Upload;

/// <summary>The pages that a target holds, as the service itself tells.</summary>
internal sealed class PresentPages
{
    // Neighbours joined, ascending.
    private readonly List<ByteExtent> _ranges = [];

    /// <summary>Runs of pages, neighbours joined, in the order of the disk.</summary>
    public IReadOnlyList<ByteExtent> Ranges => _ranges;

    /// <summary>Bytes that the target holds.</summary>
    public long Bytes => _ranges.Sum(range => range.Length);

    /// <summary>Asks the target; null where it does not tell.</summary>
    /// <remarks>A disk under upload tells, as AzCopy relies on; where it did not, what was noted on the way has to do.</remarks>
    /// <param name="target">The target.</param>
    /// <param name="offset">First byte of interest.</param>
    /// <param name="length">Length of the target.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<PresentPages?> FindAsync(PageTarget target, long offset, long length, CancellationToken cancellationToken)
    {
        var pages = new PresentPages();

        // A list may be cut off, so that the next one begins where it ended.
        for (long asked = offset; asked < length;)
        {
            IReadOnlyList<ByteExtent> written;
            try
            {
                written = await target.ListAsync(asked, length, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.Status is 400 or 403 or 405 or 409 or 501)
            {
                return null;
            }

            long end = asked;
            foreach (ByteExtent range in written.Where(range => range.End > asked))
            {
                pages.Add(range);
                end = range.End;
            }

            if (end == asked) break;
            asked = end;
        }

        return pages;
    }

    /// <summary>Whether the target holds every page of a range.</summary>
    public bool Cover(long offset, long end)
    {
        int low = 0, high = _ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            ByteExtent range = _ranges[middle];
            if (range.End <= offset) low = middle + 1;
            else if (range.Offset > offset) high = middle - 1;
            else return range.End >= end;
        }

        return false;
    }

    private void Add(ByteExtent range)
    {
        if (_ranges.Count > 0 && _ranges[_ranges.Count - 1] is var last && range.Offset <= last.End)
            _ranges[_ranges.Count - 1] = new ByteExtent(last.Offset, Math.Max(last.End, range.End) - last.Offset);
        else
            _ranges.Add(range);
    }
}
