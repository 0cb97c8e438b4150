using System.Buffers.Binary;
using AzLegacyOs.Disks.Checksums;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>One entry of the log of a VHDX: changes that were to be made to the file together.</summary>
/// <remarks>
/// MS-VHDX 2.3.1. Sectors of 4 KiB: header (64 bytes) and descriptors (32 bytes each), then a data sector for each data descriptor.
/// <code>
///  0 "loge"     8 entry length    16 sequence number      32 log id                 56 last file offset
///  4 CRC-32C   12 tail            24 descriptor count     48 flushed file offset
/// </code>
/// </remarks>
internal sealed record VhdxLogEntry(int Offset, byte[] Bytes, int Tail, ulong SequenceNumber, int DescriptorCount, ulong FlushedFileOffset, ulong LastFileOffset)
{
    public const int SectorSize = 4096;

    private const int HeaderSize = 64;
    private const int DescriptorSize = 32;

    /// <summary>The entry's length as its header claims it; 0 where no header of this log stands here.</summary>
    public static int GetClaimedLength(byte[] log, int offset, Guid logId)
    {
        ReadOnlySpan<byte> header = log.AsSpan(offset, HeaderSize);
        if (!log.HasAscii(offset, "loge") || new Guid(header.Slice(32, 16).ToArray()) != logId) return 0;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(8));
        return length % SectorSize == 0 && length <= log.Length ? (int)length : 0;
    }

    /// <summary>Reads the entry at an offset of the ring; null where it is not whole.</summary>
    public static VhdxLogEntry? TryRead(byte[] log, int offset, int length)
    {
        byte[] bytes = new byte[length];
        int first = Math.Min(length, log.Length - offset);
        Array.Copy(log, offset, bytes, 0, first);
        Array.Copy(log, 0, bytes, first, length - first);

        ReadOnlySpan<byte> header = bytes;
        uint tail = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(12));
        ulong sequenceNumber = BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(16));
        uint descriptorCount = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(24));
        if (tail % SectorSize != 0 || tail >= log.Length || sequenceNumber == 0 || descriptorCount > (length - HeaderSize) / DescriptorSize) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4)) != Crc32.Castagnoli.ComputeWithoutField(header, 4)) return null;
        return new VhdxLogEntry(
            offset,
            bytes,
            (int)tail,
            sequenceNumber,
            (int)descriptorCount,
            BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(48)),
            BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(56)));
    }

    /// <summary>Makes the changes of the entry in an overlay.</summary>
    /// <exception cref="DiskFormatException">A descriptor is damaged.</exception>
    public void Apply(PageOverlay target, long logOffset)
    {
        int dataSector = (HeaderSize + (DescriptorCount * DescriptorSize) + SectorSize - 1) / SectorSize * SectorSize;
        for (int i = 0; i < DescriptorCount; i++)
        {
            int position = HeaderSize + (i * DescriptorSize);
            ReadOnlySpan<byte> descriptor = Bytes.AsSpan(position, DescriptorSize);
            ulong fileOffset = BinaryPrimitives.ReadUInt64LittleEndian(descriptor.Slice(16));
            bool isSound = fileOffset % SectorSize == 0 && fileOffset < LastFileOffset && BinaryPrimitives.ReadUInt64LittleEndian(descriptor.Slice(24)) == SequenceNumber;
            if (isSound && Bytes.HasAscii(position, "zero"))
            {
                ulong length = BinaryPrimitives.ReadUInt64LittleEndian(descriptor.Slice(8));
                isSound = length % SectorSize == 0 && length <= LastFileOffset - fileOffset && target.TryAddZeros(new ByteExtent((long)fileOffset, (long)length));
            }
            else if (isSound && Bytes.HasAscii(position, "desc"))
            {
                isSound = dataSector <= Bytes.Length - SectorSize && IsDataSector(dataSector);
                if (isSound) target.AddPage((long)fileOffset, MakePage(descriptor, dataSector));
                dataSector += SectorSize;
            }
            else
            {
                isSound = false;
            }

            if (!isSound) throw new DiskFormatException(target.Name, logOffset + Offset, $"descriptor {i} of the log entry is damaged, so the log cannot be replayed");
        }
    }

    private bool IsDataSector(int offset) =>
        Bytes.HasAscii(offset, "data")
        && BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(offset + 4)) == (uint)(SequenceNumber >> 32)
        && BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(offset + 4092)) == (uint)SequenceNumber;

    /// <summary>Puts the bytes back whose places the data sector uses for its own marks: the first 8 and the last 4.</summary>
    private byte[] MakePage(ReadOnlySpan<byte> descriptor, int dataSector)
    {
        byte[] page = Bytes.AsSpan(dataSector, SectorSize).ToArray();
        descriptor.Slice(8, 8).CopyTo(page);
        descriptor.Slice(4, 4).CopyTo(page.AsSpan(SectorSize - 4));
        return page;
    }
}
