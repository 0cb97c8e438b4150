using System.Buffers;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks;

/// <summary>Bytes that are had in pieces of one length: pages of metadata, which are wanted again and again, or clusters that have to be unpacked.
/// Those used last are kept, up to 4 MiB; the room of the one used longest ago takes the next. Disposing it leaves that room to other sources.</summary>
/// <param name="name">Name in messages.</param>
/// <param name="length">Length of all in bytes.</param>
/// <param name="pieceLength">Length of a piece in bytes.</param>
/// <param name="load">Puts the piece with a number, from 0, at the start of an array that may be longer; the last one may end with the whole.</param>
public sealed class PiecewiseSource(string name, long length, int pieceLength, Action<long, byte[]> load) : ByteSource
{
    private const int PageLength = 4096;

    private readonly RecentPieces<byte[]> _pieces = new(Math.Max(2, 4 * 1024 * 1024 / pieceLength));

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => length;

    /// <summary>Another source by pages of 4 KiB. Does not own it.</summary>
    public static PiecewiseSource ByPages(ByteSource source) =>
        new(source.Name, source.Length, PageLength, (number, page) => source.Read(number * PageLength, page, 0, (int)Math.Min(PageLength, source.Length - (number * PageLength))));

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int within = (int)(offset % pieceLength);
            int part = Math.Min(count, pieceLength - within);

            // Copied before another reader may need the room for another piece.
            lock (_pieces) Array.Copy(GetPiece(offset / pieceLength), within, buffer, index, part);
            offset += part;
            index += part;
            count -= part;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        lock (_pieces) _pieces.Clear(piece => ArrayPool<byte>.Shared.Return(piece));
    }

    private byte[] GetPiece(long number)
    {
        if (_pieces.Find(number) is { } known) return known;
        byte[] piece = _pieces.MakeRoom() ?? ArrayPool<byte>.Shared.Rent(pieceLength);
        load(number, piece);
        _pieces.Add(number, piece);
        return piece;
    }
}
