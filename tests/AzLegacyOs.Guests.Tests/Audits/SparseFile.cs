namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>Copies disks that are mostly empty, and writes no more of them than need be.</summary>
internal static class SparseFile
{
    private const int ChunkLength = 1 << 18;

    /// <summary>Copies a part of a file to a new one; chunks of zeros become holes.</summary>
    public static void CopyOut(string source, long offset, long length, string target)
    {
        using FileStream from = Open(source, FileMode.Open, FileAccess.Read), to = Open(target, FileMode.Create, FileAccess.Write);
        to.SetLength(length);
        byte[] chunk = new byte[ChunkLength];
        for (long done = 0; done < length; done += ChunkLength)
        {
            Span<byte> piece = chunk.AsSpan(0, (int)Math.Min(ChunkLength, length - done));
            Read(from, offset + done, piece);
            if (piece.ContainsAnyExcept((byte)0)) Write(to, done, piece);
        }
    }

    /// <summary>Writes a file over a part of another one, where they differ.</summary>
    public static void PutBack(string source, string target, long offset)
    {
        using FileStream from = Open(source, FileMode.Open, FileAccess.Read), to = Open(target, FileMode.Open, FileAccess.ReadWrite);
        byte[] chunk = new byte[ChunkLength], present = new byte[ChunkLength];
        for (long done = 0; done < from.Length; done += ChunkLength)
        {
            Span<byte> piece = chunk.AsSpan(0, (int)Math.Min(ChunkLength, from.Length - done)), old = present.AsSpan(0, piece.Length);
            Read(from, done, piece);
            Read(to, offset + done, old);
            if (!piece.SequenceEqual(old)) Write(to, offset + done, piece);
        }
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
