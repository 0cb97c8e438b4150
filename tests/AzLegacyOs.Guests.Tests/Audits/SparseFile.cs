using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>Copies disks that are mostly empty, and writes no more of them than need be.</summary>
internal static class SparseFile
{
    private const int ChunkLength = 1 << 16;

    /// <summary>Copies a part of a file to a new one; what is empty becomes holes.</summary>
    public static void CopyOut(string source, long offset, long length, string target)
    {
        using FileStream from = Open(source, FileMode.Open, FileAccess.Read), to = Open(target, FileMode.Create, FileAccess.Write);
        to.SetLength(length);
        byte[] chunk = new byte[ChunkLength];
        foreach (long done in Chunks(source, offset, length))
        {
            Span<byte> piece = chunk.AsSpan(0, (int)Math.Min(ChunkLength, length - done));
            Read(from, offset + done, piece);
            if (piece.ContainsAnyExcept((byte)0)) Write(to, done, piece);
        }
    }

    /// <summary>Writes a file over a part of another one, where they differ.</summary>
    public static void PutBack(string source, string target, long offset)
    {
        long length = new FileInfo(source).Length;
        SortedSet<long> chunks = [.. Chunks(source, 0, length), .. Chunks(target, offset, length)];
        using FileStream from = Open(source, FileMode.Open, FileAccess.Read), to = Open(target, FileMode.Open, FileAccess.ReadWrite);
        byte[] chunk = new byte[ChunkLength], present = new byte[ChunkLength];
        foreach (long done in chunks)
        {
            Span<byte> piece = chunk.AsSpan(0, (int)Math.Min(ChunkLength, length - done)), old = present.AsSpan(0, piece.Length);
            Read(from, done, piece);
            Read(to, offset + done, old);
            if (!piece.SequenceEqual(old)) Write(to, offset + done, piece);
        }
    }

    /// <summary>The chunks, counted from the offset, that a file may have data in; reading holes takes longer than one would think.</summary>
    private static IEnumerable<long> Chunks(string path, long offset, long length)
    {
        using var file = new FileByteSource(path);
        return [.. file.GetExtents(offset, length).SelectMany(extent => Covered(extent.Offset - offset, extent.Length)).Distinct()];
    }

    private static IEnumerable<long> Covered(long start, long length)
    {
        for (long chunk = start / ChunkLength * ChunkLength; chunk < start + length; chunk += ChunkLength) yield return chunk;
    }

    private static FileStream Open(string path, FileMode mode, FileAccess access) => new(path, mode, access, FileShare.Read, bufferSize: 0);

    private static void Read(FileStream file, long offset, Span<byte> bytes)
    {
        file.Position = offset;
        file.ReadExactly(bytes);
    }

    private static void Write(FileStream file, long offset, Span<byte> bytes)
    {
        file.Position = offset;
        file.Write(bytes);
    }
}
