namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Compares two disks, whatever holds them, and reads no holes.</summary>
public static class DiskComparison
{
    /// <summary>Finds the first byte in which two disks differ; what one has beyond the end of the other has to be zeros.</summary>
    /// <returns>Its offset, or null where there is none.</returns>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static long? FindDifference(ByteSource first, ByteSource second, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        long total = GetUnion(first, second).Sum(e => e.Length);
        return FindDifference(first, second, new CopyProgress(ConversionPhase.Verifying, total, progress, cancellationToken));
    }

    internal static long? FindDifference(ByteSource first, ByteSource second, CopyProgress progress)
    {
        long? difference = null;
        long length = Math.Max(first.Length, second.Length);
        using var one = new GrownDisk(first, length);
        using var other = new GrownDisk(second, length);
        byte[] expected = new byte[DiskPieces.Length];
        DiskPieces.Read(one, GetUnion(first, second).TakeWhile(_ => difference is null), (piece, bytes) =>
        {
            progress.Add(piece.Length);
            if (difference is not null) return;
            other.Read(piece.Offset, expected, 0, (int)piece.Length);
            if (bytes.AsSpan(0, (int)piece.Length).SequenceEqual(expected.AsSpan(0, (int)piece.Length))) return;
            int i = 0;
            while (bytes[i] == expected[i]) i++;
            difference = piece.Offset + i;
        });
        return difference;
    }

    /// <summary>The parts where at least one of two disks holds data, ascending and not overlapping.</summary>
    private static IEnumerable<ByteExtent> GetUnion(ByteSource first, ByteSource second)
    {
        using IEnumerator<ByteExtent> one = first.GetExtents(0, first.Length).GetEnumerator();
        using IEnumerator<ByteExtent> other = second.GetExtents(0, second.Length).GetEnumerator();
        bool hasOne = one.MoveNext();
        bool hasOther = other.MoveNext();
        ByteExtent pending = default;
        while (hasOne || hasOther)
        {
            bool takeOne = hasOne && (!hasOther || one.Current.Offset <= other.Current.Offset);
            ByteExtent next = takeOne ? one.Current : other.Current;
            if (takeOne) hasOne = one.MoveNext();
            else hasOther = other.MoveNext();

            if (pending.Length > 0 && next.Offset <= pending.End)
            {
                pending = pending with { Length = Math.Max(pending.End, next.End) - pending.Offset };
                continue;
            }

            if (pending.Length > 0) yield return pending;
            pending = next;
        }

        if (pending.Length > 0) yield return pending;
    }
}
