using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Writes a dynamic VHD with blocks of 2 MiB; those that hold only zeros are left out.</summary>
/// <remarks>
/// The order of the file: copy of the footer, dynamic header, block allocation table, blocks, footer. The data of each block starts at
/// a multiple of 4 KiB, which disks with large sectors need to be fast; its bitmap fills the sector before.
/// </remarks>
internal static class DynamicVhdWriter
{
    private const int BlockLength = DiskPieces.Length;
    private const int BitmapLength = 512;
    private const int Alignment = 4096;
    private const int BatOffset = VhdFooter.Size + VhdDynamicHeader.Size;
    private const long MaximumLength = 2040L * 1024 * 1024 * 1024;

    /// <summary>Writes the file and returns the length of the disk in it, in whole sectors.</summary>
    /// <exception cref="DiskFormatException">The disk is larger than the format allows.</exception>
    public static long Write(ByteSource disk, Guid uniqueId, DateTime timestamp, FileStream file, CopyProgress progress)
    {
        long length = (disk.Length + 511) / 512 * 512;
        if (length > MaximumLength) throw new DiskFormatException(disk.Name, 0, $"a dynamic VHD holds at most {MaximumLength} bytes, but the disk has {length}");
        uint[] table = new uint[(length + BlockLength - 1) / BlockLength];
        for (int i = 0; i < table.Length; i++) table[i] = uint.MaxValue;

        long end = BatOffset + ((((long)table.Length * 4) + 511) / 512 * 512);
        byte[] bitmap = new byte[BitmapLength];
        bitmap.AsSpan().Fill(0xFF);
        byte[] rest = new byte[BlockLength];
        DiskPieces.Read(disk, GetTouchedBlocks(disk), (piece, bytes) =>
        {
            progress.Add(piece.Length);
            if (ZeroBytes.Are(bytes.AsSpan(0, (int)piece.Length))) return;
            long data = (end + BitmapLength + Alignment - 1) / Alignment * Alignment;
            table[piece.Offset / BlockLength] = (uint)((data - BitmapLength) / 512);
            file.Position = data - BitmapLength;
            file.Write(bitmap, 0, BitmapLength);
            file.Write(bytes, 0, (int)piece.Length);
            file.Write(rest, 0, BlockLength - (int)piece.Length);
            end = data + BlockLength;
        });

        byte[] footer = VhdFooter.ForNewDisk(VhdDiskType.Dynamic, length, uniqueId, timestamp).ToBytes();
        Write(file, end, footer);
        Write(file, 0, footer);
        Write(file, VhdFooter.Size, MakeHeader(table.Length));
        Write(file, BatOffset, ToBytes(table));
        return length;
    }

    /// <summary>The blocks that hold any data, each once, the last one as far as the disk goes.</summary>
    private static IEnumerable<ByteExtent> GetTouchedBlocks(ByteSource disk)
    {
        long next = 0;
        foreach (ByteExtent extent in disk.GetExtents(0, disk.Length))
        {
            for (long block = Math.Max(next, extent.Offset / BlockLength); block * BlockLength < extent.End; block++)
            {
                yield return new ByteExtent(block * BlockLength, Math.Min(BlockLength, disk.Length - (block * BlockLength)));
                next = block + 1;
            }
        }
    }

    private static byte[] MakeHeader(int entryCount)
    {
        byte[] header = new byte[VhdDynamicHeader.Size];
        Encoding.ASCII.GetBytes(VhdDynamicHeader.Cookie, 0, VhdDynamicHeader.Cookie.Length, header, 0);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(8), ulong.MaxValue);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(16), BatOffset);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), 0x00010000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(28), entryCount);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(32), BlockLength);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(VhdDynamicHeader.ChecksumOffset), VhdChecksum.Compute(header, VhdDynamicHeader.ChecksumOffset));
        return header;
    }

    /// <summary>The table, filled up to whole sectors with absent entries.</summary>
    private static byte[] ToBytes(uint[] table)
    {
        byte[] bytes = new byte[((table.Length * 4) + 511) / 512 * 512];
        bytes.AsSpan().Fill(0xFF);
        for (int i = 0; i < table.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), table[i]);
        return bytes;
    }

    private static void Write(FileStream file, long offset, byte[] bytes)
    {
        file.Position = offset;
        file.Write(bytes, 0, bytes.Length);
    }
}
