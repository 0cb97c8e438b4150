using System.Buffers.Binary;
using AzLegacyOs.Disks.Checksums;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>The header of a VHDX that counts: of the two, the valid one with the higher sequence number.</summary>
/// <remarks>
/// MS-VHDX 2.2.2. Little-endian:
/// <code>
///  0 "head"      8 sequence number    32 data write id    64 log version    68 log length
///  4 CRC-32C    16 file write id      48 log id           66 version        72 log offset
/// </code>
/// </remarks>
internal sealed record VhdxHeader(ulong SequenceNumber, Guid DataWriteId, Guid LogId, uint LogLength, ulong LogOffset)
{
    private const int Size = 4096;

    private static readonly long[] Offsets = [64 * 1024, 128 * 1024];

    /// <summary>Reads the header.</summary>
    /// <exception cref="DiskFormatException">Neither copy is valid, or the version is unknown.</exception>
    public static VhdxHeader Read(ByteSource file, List<ImageRemark> remarks)
    {
        VhdxHeader? current = null;
        foreach (long offset in Offsets)
        {
            var header = TryRead(file, offset);
            if (header is null) remarks.Add(new ImageRemark(offset, "this one of the two headers is damaged"));

            // disk2vhd gives both the same sequence number; then the first one is as good as the second.
            if (header is not null && (current is null || header.SequenceNumber > current.SequenceNumber)) current = header;
        }

        return current ?? throw new DiskFormatException(file.Name, Offsets[0], "both headers of the VHDX are damaged");
    }

    private static VhdxHeader? TryRead(ByteSource file, long offset)
    {
        byte[] bytes = file.ReadBytes(offset, Size);
        ReadOnlySpan<byte> header = bytes;
        if (!bytes.HasAscii(0, "head") || BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4)) != Crc32.Castagnoli.ComputeWithoutField(header, 4)) return null;

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(66));
        if (version != 1) throw new DiskFormatException(file.Name, offset + 66, $"the VHDX has version {version}; only version 1 is known");
        return new VhdxHeader(
            BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(8)),
            new Guid(header.Slice(32, 16).ToArray()),
            new Guid(header.Slice(48, 16).ToArray()),
            BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(68)),
            BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(72)));
    }
}
