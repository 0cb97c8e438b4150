namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Reads a disk in pieces.</summary>
internal static class DiskPieces
{
    /// <summary>The longest piece in bytes.</summary>
    public const int Length = 2 * 1024 * 1024;

    // Short enough to be in the processor's own cache still when it is written.
    private const int SharedLength = 1024 * 1024;

    /// <summary>Reads ranges and hands each piece on, in order.</summary>
    /// <param name="disk">What is read.</param>
    /// <param name="ranges">The ranges, ascending; one that is longer than a piece is cut at multiples of it.</param>
    /// <param name="handle">Takes a piece: its place, and a buffer that starts with it and is used again for the next one.</param>
    public static void Read(ByteSource disk, IEnumerable<ByteExtent> ranges, Action<ByteExtent, byte[]> handle)
    {
        byte[] bytes = new byte[Length];
        foreach (ByteExtent piece in ranges.SelectMany(range => Cut(range, Length)))
        {
            disk.Read(piece.Offset, bytes, 0, (int)piece.Length);
            handle(piece, bytes);
        }
    }

    /// <summary>Like <see cref="Read"/>, but in any order: two threads take pieces, and while one handles its piece the other reads.</summary>
    /// <remarks>A piece stays with its thread. Handing pieces from one thread to another costs more than it gains.</remarks>
    public static void ReadInAnyOrder(ByteSource disk, IEnumerable<ByteExtent> ranges, Action<ByteExtent, byte[]> handle)
    {
        using IEnumerator<ByteExtent> pieces = ranges.SelectMany(range => Cut(range, SharedLength)).GetEnumerator();
        object turn = new();
        bool isOver = false;

        bool TryTake(out ByteExtent piece)
        {
            lock (pieces)
            {
                isOver = isOver || !pieces.MoveNext();
                piece = isOver ? default : pieces.Current;
                return !isOver;
            }
        }

        void Work()
        {
            byte[] bytes = new byte[SharedLength];
            try
            {
                while (TryTake(out ByteExtent piece))
                {
                    disk.Read(piece.Offset, bytes, 0, (int)piece.Length);
                    lock (turn) handle(piece, bytes);
                }
            }
            finally
            {
                lock (pieces) isOver = true;
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

    private static IEnumerable<ByteExtent> Cut(ByteExtent range, int length)
    {
        long offset = range.Offset;
        while (offset < range.End)
        {
            long end = Math.Min(range.End, (offset / length * length) + length);
            yield return new ByteExtent(offset, end - offset);
            offset = end;
        }
    }
}
