using System.Buffers;
using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>One entry of a log of Windows 8.1 and later, with its hashes checked.</summary>
/// <remarks>
/// <code>
///  0 'HvLE'              4 size, in 512    8 flags                    12 sequence
/// 16 size of the bins   20 pages          24 hash of everything from 40  32 hash of bytes 0 to 31
/// 40 offset and size of each page, then the pages one after another
/// </code>
/// </remarks>
internal sealed class LogEntry
{
    private const int HeaderLength = 40;
    private const uint Signature = 0x454C7648;

    private LogEntry(long position, uint size, uint sequence, uint binsSize, IReadOnlyList<DirtyPage> pages)
    {
        Position = position;
        Size = size;
        Sequence = sequence;
        BinsSize = binsSize;
        Pages = pages;
    }

    public long Position { get; }

    public uint Size { get; }

    public uint Sequence { get; }

    /// <summary>Size in bytes that the bins have after this entry.</summary>
    public uint BinsSize { get; }

    public IReadOnlyList<DirtyPage> Pages { get; }

    /// <summary>Reads the entry at a place in a log.</summary>
    /// <returns>Null where the chain of entries ends: there is no entry.</returns>
    /// <exception cref="DiskFormatException">There is one, but it is damaged.</exception>
    public static LogEntry? Read(ByteSource log, long position)
    {
        if (log.Length - position < HeaderLength) return null;
        var header = new byte[HeaderLength];
        log.Read(position, header, 0, header.Length);
        if (Number(header, 0) != Signature) return null;

        uint size = Number(header, 4);
        if (size < HeaderLength || size % 512 != 0 || size > log.Length - position) throw Bad($"its size ({size}) is not possible");

        var hash = new Marvin32();
        hash.Add(header.AsSpan(0, 32));
        if (hash.Finish() != BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(32))) throw Bad("the hash of its header is wrong");
        if (HashBody(log, position, size) != BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(24))) throw Bad("the hash of its content is wrong");

        uint binsSize = Number(header, 16);
        if (!BaseBlock.IsPossibleBinsSize(binsSize)) throw Bad($"the size of the hive that it states ({binsSize}) is not possible");
        return new LogEntry(position, size, Number(header, 12), binsSize, ReadPages(log, position, size, Number(header, 20), binsSize));

        DiskFormatException Bad(string reason) => new(log.Name, position, $"the log entry here is damaged: {reason}");
    }

    private static List<DirtyPage> ReadPages(ByteSource log, long position, uint size, uint count, uint binsSize)
    {
        uint room = size - HeaderLength;
        if (count > room / 8 || count > SectorOverlay.MaxSectors) throw Bad($"it cannot hold {count} pages");

        var table = new byte[count * 8];
        log.Read(position + HeaderLength, table, 0, table.Length);
        room -= count * 8;
        long content = position + HeaderLength + table.Length;
        var pages = new List<DirtyPage>((int)count);
        for (int i = 0; i < count; i++)
        {
            uint offset = Number(table, i * 8);
            uint length = Number(table, i * 8 + 4);
            if (offset % SectorOverlay.SectorSize != 0 || length % SectorOverlay.SectorSize != 0 || length == 0)
                throw Bad($"page {i} is not made of whole sectors");
            if (length > room) throw Bad($"page {i} reaches beyond the entry");
            if (offset > binsSize || length > binsSize - offset) throw Bad($"page {i} reaches beyond the hive");
            pages.Add(new DirtyPage(offset, (int)length, content));
            content += length;
            room -= length;
        }

        return pages;

        DiskFormatException Bad(string reason) => new(log.Name, position, $"the log entry here is damaged: {reason}");
    }

    private static ulong HashBody(ByteSource log, long position, uint size)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var hash = new Marvin32();
            int step = buffer.Length / 4 * 4;
            for (long at = position + HeaderLength, end = position + size; at < end; at += step)
            {
                int count = (int)Math.Min(step, end - at);
                log.Read(at, buffer, 0, count);
                hash.Add(buffer.AsSpan(0, count));
            }

            return hash.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static uint Number(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));
}

/// <summary>A part of the bins that a log entry replaces.</summary>
/// <param name="BinsOffset">Where in the bins, a multiple of 512.</param>
/// <param name="Length">Number of bytes, a multiple of 512.</param>
/// <param name="Position">Where in the log.</param>
internal readonly record struct DirtyPage(uint BinsOffset, int Length, long Position);
