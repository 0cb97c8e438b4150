using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The headers of the bins: what holds the cells, and says again what a damaged base block no longer does.</summary>
/// <remarks>
/// <code>
/// 0 'hbin'   4 offset of this bin in the bins   8 its size, in 4096   20 in the first bin: last written (FILETIME)
/// </code>
/// </remarks>
internal static class BinChain
{
    private const int HeaderLength = 32;
    private const uint Signature = 0x6E696268;

    /// <summary>The size in bytes of the bins that follow each other without a gap from the start of the hive and lie inside the file.</summary>
    public static uint Measure(ByteSource hive)
    {
        long end = 0;
        while (ReadHeader(hive, end) is byte[] header)
        {
            uint size = SizeOf(header, end);
            bool fits = size is > 0 and <= int.MaxValue && size % 4096 == 0 && end + size <= Math.Min(int.MaxValue, hive.Length - BaseBlock.Length);
            if (!fits) break;
            end += size;
        }

        return (uint)end;
    }

    /// <summary>The date in the first bin, a copy of that in the base block; 0 where there is none.</summary>
    public static long ReadTimestamp(ByteSource hive)
        => ReadHeader(hive, 0) is byte[] header ? BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(20)) : 0;

    /// <summary>The size in bytes of the bin whose header this is; 0 where it is not the header of a bin at that offset.</summary>
    public static uint SizeOf(ReadOnlySpan<byte> header, long offset)
        => BinaryPrimitives.ReadUInt32LittleEndian(header) == Signature && BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4)) == offset
            ? BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(8)) : 0;

    private static byte[]? ReadHeader(ByteSource hive, long offset)
    {
        if (BaseBlock.Length + offset + HeaderLength > hive.Length) return null;
        var header = new byte[HeaderLength];
        hive.Read(BaseBlock.Length + offset, header, 0, header.Length);
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == Signature ? header : null;
    }
}
