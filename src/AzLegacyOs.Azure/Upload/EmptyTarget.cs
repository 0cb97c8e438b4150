using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Makes everything on a target zero that something else wrote: zeros of an image are not sent, so nothing may be where they belong.</summary>
internal static class EmptyTarget
{
    // Clearing what is zero costs nothing, a request does.
    private const long WorthwhileGap = 4L * 1024 * 1024;

    private const long MaximumClear = 1024L * 1024 * 1024;

    public static async Task MakeAsync(PageTarget target, long length, CancellationToken cancellationToken)
    {
        // A list may be cut off, so that the next one begins where it ended. Asking by offset needs no marker that clearing could spoil.
        for (long asked = 0; asked < length;)
        {
            IReadOnlyList<ByteExtent> written = await target.ListAsync(asked, length, cancellationToken).ConfigureAwait(false);
            long end = asked;
            foreach (ByteExtent range in Joined(written.Where(range => range.End > asked)))
            {
                for (long offset = range.Offset; offset < range.End; offset += MaximumClear)
                    await target.ClearAsync(offset, Math.Min(MaximumClear, range.End - offset), cancellationToken).ConfigureAwait(false);
                end = range.End;
            }

            if (end == asked) return;
            asked = end;
        }
    }

    private static IEnumerable<ByteExtent> Joined(IEnumerable<ByteExtent> ranges)
    {
        ByteExtent? open = null;
        foreach (ByteExtent range in ranges)
        {
            if (open is { } before && range.Offset - before.End < WorthwhileGap)
            {
                open = new ByteExtent(before.Offset, Math.Max(before.End, range.End) - before.Offset);
                continue;
            }

            if (open is { } finished) yield return finished;
            open = range;
        }

        if (open is { } last) yield return last;
    }
}
