using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>A part of a disk that is read at once: whole pages, at most 4 MiB, not across a multiple of 4 MiB.</summary>
/// <param name="Offset">First byte, a whole number of pages.</param>
/// <param name="Length">Number of bytes, a whole number of pages.</param>
internal readonly record struct DataWindow(long Offset, int Length)
{
    // A hole that is smaller costs less to read than to go round it.
    private const int SmallestHole = 64 * 1024;

    public long End => Offset + Length;

    /// <summary>The windows that cover everything that the source calls data, in order; holes are left out.</summary>
    /// <param name="source">The disk.</param>
    /// <param name="length">Only bytes before this one count; a whole number of pages.</param>
    public static IEnumerable<DataWindow> Of(ByteSource source, long length)
    {
        DataWindow? open = null;
        foreach (ByteExtent extent in source.GetExtents(0, length))
        {
            long start = Math.Max(extent.Offset / PageRange.PageSize * PageRange.PageSize, open?.End ?? 0);
            long end = Math.Min(length, (extent.End + PageRange.PageSize - 1) / PageRange.PageSize * PageRange.PageSize);
            while (start < end)
            {
                long border = (start / PageRange.MaximumLength + 1) * PageRange.MaximumLength;
                var part = new DataWindow(start, (int)(Math.Min(end, border) - start));
                if (open is { } previous && Joins(previous, part))
                {
                    open = new DataWindow(previous.Offset, (int)(part.End - previous.Offset));
                }
                else
                {
                    if (open is { } finished) yield return finished;
                    open = part;
                }

                start = part.End;
            }
        }

        if (open is { } last) yield return last;
    }

    private static bool Joins(DataWindow before, DataWindow after) =>
        after.Offset - before.End < SmallestHole && before.Offset / PageRange.MaximumLength == after.Offset / PageRange.MaximumLength;
}
