namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Reads pieces of a source while the one before is dealt with.</summary>
internal static class ReadAhead
{
    /// <summary>The longest piece in bytes.</summary>
    public const int PieceLength = 2 * 1024 * 1024;

    /// <summary>Reads ranges in pieces and hands each piece on, in order and one at a time.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="ranges">The ranges, ascending; one that is longer than a piece is cut at multiples of it.</param>
    /// <param name="handle">Takes a piece: its place and a buffer that starts with it.</param>
    public static void Run(ByteSource source, IEnumerable<ByteExtent> ranges, Action<ByteExtent, byte[]> handle)
    {
        byte[] reading = new byte[PieceLength];
        byte[] handling = new byte[PieceLength];
        Task pending = Task.CompletedTask;
        try
        {
            foreach (ByteExtent piece in ranges.SelectMany(Cut))
            {
                source.Read(piece.Offset, reading, 0, (int)piece.Length);
                pending.GetAwaiter().GetResult();
                (reading, handling) = (handling, reading);
                byte[] buffer = handling;
                pending = Task.Run(() => handle(piece, buffer));
            }
        }
        finally
        {
            // Also after a failed read: the buffer and the file must be at rest before anything is disposed of.
            pending.GetAwaiter().GetResult();
        }
    }

    private static IEnumerable<ByteExtent> Cut(ByteExtent range)
    {
        long offset = range.Offset;
        while (offset < range.End)
        {
            long end = Math.Min(range.End, (offset / PieceLength * PieceLength) + PieceLength);
            yield return new ByteExtent(offset, end - offset);
            offset = end;
        }
    }
}
