namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Reads a disk in pieces.</summary>
internal static class DiskPieces
{
    /// <summary>The longest piece in bytes.</summary>
    public const int Length = 2 * 1024 * 1024;

    // Short enough to be in the processor's own cache still when it is written.
    private const int SharedLength = 1024 * 1024;

    // As many short pieces as are taken at once.
    private const int SharedPieces = 256;

    /// <summary>Reads ranges and hands each piece on, in order.</summary>
    /// <param name="disk">What is read.</param>
    /// <param name="ranges">The ranges, ascending; one that is longer than a piece is cut at multiples of it.</param>
    /// <param name="handle">Takes a piece: its place, and a buffer that starts with it and is used again for the next one.</param>
    public static void Read(ByteSource disk, IEnumerable<ByteExtent> ranges, Action<ByteExtent, byte[]> handle)
    {
        byte[] bytes = new byte[Length];
        foreach (ByteExtent piece in Cut(ranges, Length))
        {
            disk.Read(piece.Offset, bytes, 0, (int)piece.Length);
            handle(piece, bytes);
        }
    }

    /// <summary>Like <see cref="Read"/>, but in any order: two threads take pieces, and while one handles its pieces the other reads.</summary>
    /// <remarks>A piece stays with its thread: handing it to another costs more than it gains. Short pieces are taken several at a time.</remarks>
    /// <param name="disk">What is read.</param>
    /// <param name="ranges">The ranges, ascending.</param>
    /// <param name="handle">Takes a piece: its place, a buffer that holds it, and where in the buffer it starts. Never called by both threads at once.</param>
    public static void ReadInAnyOrder(ByteSource disk, IEnumerable<ByteExtent> ranges, Action<ByteExtent, byte[], int> handle)
    {
        using IEnumerator<ByteExtent> pieces = Cut(ranges, SharedLength).GetEnumerator();
        object turn = new();
        bool isMore = pieces.MoveNext();

        int Take(ByteExtent[] taken)
        {
            int count = 0;
            lock (pieces)
            {
                for (long room = SharedLength; isMore && count < taken.Length && pieces.Current.Length <= room; isMore = pieces.MoveNext())
                {
                    taken[count++] = pieces.Current;
                    room -= pieces.Current.Length;
                }
            }

            return count;
        }

        void Work()
        {
            byte[] bytes = new byte[SharedLength];
            // An array, because the code for a list of new structures is not compiled before it runs.
            var taken = new ByteExtent[SharedPieces];
            try
            {
                for (int count; (count = Take(taken)) > 0;)
                {
                    ForEach(taken, count, (piece, index) => disk.Read(piece.Offset, bytes, index, (int)piece.Length));
                    lock (turn) ForEach(taken, count, (piece, index) => handle(piece, bytes, index));
                }
            }
            finally
            {
                lock (pieces) isMore = false;
            }
        }

        var other = Task.Run(Work);
        try
        {
            Work();
        }
        finally
        {
            other.GetAwaiter().GetResult();
        }
    }

    /// <summary>Goes through pieces that lie one behind the other in a buffer.</summary>
    private static void ForEach(ByteExtent[] pieces, int count, Action<ByteExtent, int> action)
    {
        int index = 0;
        for (int i = 0; i < count; i++)
        {
            action(pieces[i], index);
            index += (int)pieces[i].Length;
        }
    }

    private static IEnumerable<ByteExtent> Cut(IEnumerable<ByteExtent> ranges, int length)
    {
        foreach (ByteExtent range in ranges)
        {
            for (long offset = range.Offset, end; offset < range.End; offset = end)
            {
                end = Math.Min(range.End, (offset / length * length) + length);
                yield return new ByteExtent(offset, end - offset);
            }
        }
    }
}
