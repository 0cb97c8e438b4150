namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Writes bytes where they stand in the source, and leaves holes where there are zeros.</summary>
internal static class FlatWriter
{
    // What file systems give space in. Formats with larger clusters hold zeros around what was written to them.
    private const int ChunkLength = 4096;

    // Inside data, smaller holes would cost more calls than they save space.
    private const int HoleLength = 64 * 1024;

    public static void Write(ByteSource source, FileStream file, CopyProgress progress)
    {
        file.SetLength(source.Length);
        var reservation = new SpaceReservation(file);
        DiskPieces.ReadInAnyOrder(source, source.GetExtents(0, source.Length), (piece, bytes, index) =>
        {
            progress.Add(piece.Length);
            foreach (ByteExtent data in FindData(piece, bytes, index))
            {
                reservation.Reserve(data);
                file.Position = data.Offset;
                file.Write(bytes, index + (int)(data.Offset - piece.Offset), (int)data.Length);
            }
        });
    }

    /// <summary>The parts of a piece that are to be written: no zeros at their ends, no long runs of them inside.</summary>
    /// <param name="piece">The place of the piece.</param>
    /// <param name="bytes">A buffer that holds it.</param>
    /// <param name="index">Where in the buffer it starts.</param>
    private static IEnumerable<ByteExtent> FindData(ByteExtent piece, byte[] bytes, int index)
    {
        ByteExtent data = default;
        for (long start = piece.Offset, end; start < piece.End; start = end)
        {
            end = Math.Min(piece.End, (start / ChunkLength * ChunkLength) + ChunkLength);
            if (ZeroBytes.Are(bytes.AsSpan(index + (int)(start - piece.Offset), (int)(end - start)))) continue;
            if (data.Length > 0 && start - data.End >= HoleLength)
            {
                yield return data;
                data = default;
            }

            long from = data.Length > 0 ? data.Offset : start;
            data = new ByteExtent(from, end - from);
        }

        if (data.Length > 0) yield return data;
    }
}
