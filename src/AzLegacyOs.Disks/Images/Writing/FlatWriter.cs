namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Writes bytes where they stand in the source, and leaves holes where there are zeros.</summary>
internal static class FlatWriter
{
    // Smaller holes would cost more calls than they save space.
    private const int HoleLength = 64 * 1024;

    public static void Write(ByteSource source, FileStream file, CopyProgress progress)
    {
        file.SetLength(source.Length);
        DiskPieces.ReadInAnyOrder(source, source.GetExtents(0, source.Length), (piece, bytes) =>
        {
            progress.Add(piece.Length);
            WriteData(file, piece, bytes);
        });
    }

    private static void WriteData(FileStream file, ByteExtent piece, byte[] bytes)
    {
        int length = (int)piece.Length;
        for (int start = 0; start < length;)
        {
            int end = FindEnd(bytes, start, length, out bool isZero);
            if (!isZero)
            {
                file.Position = piece.Offset + start;
                file.Write(bytes, start, end - start);
            }

            start = end;
        }
    }

    /// <summary>Where the run of zero or of other chunks that starts here ends.</summary>
    private static int FindEnd(byte[] bytes, int start, int length, out bool isZero)
    {
        int end = Math.Min(length, start + HoleLength);
        isZero = ZeroBytes.Are(bytes.AsSpan(start, end - start));
        while (end < length)
        {
            int next = Math.Min(length, end + HoleLength);
            if (ZeroBytes.Are(bytes.AsSpan(end, next - end)) != isZero) break;
            end = next;
        }

        return end;
    }
}
