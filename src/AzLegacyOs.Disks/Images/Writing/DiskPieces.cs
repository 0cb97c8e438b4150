namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Reads a disk in pieces.</summary>
/// <remarks>Reading and writing take turns in one thread: the system reads ahead and writes behind by itself, and handing pieces from
/// one thread to another cost more than it gained on a busy machine of two processors.</remarks>
internal static class DiskPieces
{
    /// <summary>The longest piece in bytes.</summary>
    public const int Length = 2 * 1024 * 1024;

    /// <summary>Reads ranges and hands each piece on.</summary>
    /// <param name="disk">What is read.</param>
    /// <param name="ranges">The ranges, ascending; one that is longer than a piece is cut at multiples of it.</param>
    /// <param name="handle">Takes a piece: its place, and a buffer that starts with it and is used again for the next one.</param>
    public static void Read(ByteSource disk, IEnumerable<ByteExtent> ranges, Action<ByteExtent, byte[]> handle)
    {
        byte[] bytes = new byte[Length];
        foreach (ByteExtent piece in ranges.SelectMany(Cut))
        {
            disk.Read(piece.Offset, bytes, 0, (int)piece.Length);
            handle(piece, bytes);
        }
    }

    private static IEnumerable<ByteExtent> Cut(ByteExtent range)
    {
        long offset = range.Offset;
        while (offset < range.End)
        {
            long end = Math.Min(range.End, (offset / Length * Length) + Length);
            yield return new ByteExtent(offset, end - offset);
            offset = end;
        }
    }
}
