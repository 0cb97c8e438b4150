using System.Buffers;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks;

/// <summary>Bytes that are had in pieces of one length: pages of metadata, which are wanted again and again, or clusters that have to be unpacked.
/// Those used last are kept, up to 4 MiB.</summary>
/// <param name="name">Name in messages.</param>
/// <param name="length">Length of all in bytes.</param>
/// <param name="pieceLength">Length of a piece in bytes.</param>
/// <param name="load">Gives the piece with a number, from 0; the last one may end with the whole.</param>
/// <param name="release">Takes the pieces that are at hand when the source is disposed; null where nobody wants them.</param>
public sealed class PiecewiseSource(string name, long length, int pieceLength, Func<long, byte[]> load, Action<byte[]>? release = null) : ByteSource
{
    private const int PageLength = 4096;

    private readonly BoundedCache<byte[]> _pieces = new(Math.Max(2, 4 * 1024 * 1024 / pieceLength), load);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => length;

    /// <summary>Another source by pages of 4 KiB. Does not own it. Disposing it leaves its pages to the next ones.</summary>
    public static PiecewiseSource ByPages(ByteSource source) =>
        new(source.Name, source.Length, PageLength, number => ReadPage(source, number * PageLength), page => ArrayPool<byte>.Shared.Return(page));

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int within = (int)(offset % pieceLength);
            int part = Math.Min(count, pieceLength - within);
            Array.Copy(_pieces.Get(offset / pieceLength), within, buffer, index, part);
            offset += part;
            index += part;
            count -= part;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && release is not null) _pieces.Clear(release);
    }

    private static byte[] ReadPage(ByteSource source, long offset)
    {
        int length = (int)Math.Min(PageLength, source.Length - offset);
        byte[] page = ArrayPool<byte>.Shared.Rent(length);
        source.Read(offset, page, 0, length);
        return page;
    }
}
