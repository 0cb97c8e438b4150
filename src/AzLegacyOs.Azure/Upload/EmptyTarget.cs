using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Makes everything on a target zero that something else wrote: zeros of an image are not sent, so nothing may be where they belong.</summary>
internal static class EmptyTarget
{
    // Clearing what is zero costs nothing, a request does.
    private const long WorthwhileGap = 4L * 1024 * 1024;

    private const long MaximumClear = 1024L * 1024 * 1024;

    /// <summary>Clears what the target lists.</summary>
    /// <param name="target">The target.</param>
    /// <param name="present">Its list; null where it does not tell, and then everything is cleared.</param>
    /// <param name="length">Its length.</param>
    /// <param name="cancellationToken">Stops the clearing.</param>
    public static async Task MakeAsync(PageTarget target, PresentPages? present, long length, CancellationToken cancellationToken)
    {
        foreach (ByteExtent range in Joined(present?.Ranges ?? [new ByteExtent(0, length)]))
        {
            for (long offset = range.Offset; offset < range.End; offset += MaximumClear)
                await target.ClearAsync(offset, Math.Min(MaximumClear, range.End - offset), cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<ByteExtent> Joined(IReadOnlyList<ByteExtent> ranges)
    {
        ByteExtent? open = null;
        foreach (ByteExtent range in ranges)
        {
            if (open is { } before && range.Offset - before.End < WorthwhileGap)
            {
                open = new ByteExtent(before.Offset, range.End - before.Offset);
                continue;
            }

            if (open is { } finished) yield return finished;
            open = range;
        }

        if (open is { } last) yield return last;
    }
}
