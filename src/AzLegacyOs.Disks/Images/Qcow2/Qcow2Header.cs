using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Images.Qcow2;

/// <summary>The header of a qcow2 image, versions 2 and 3.</summary>
/// <remarks>
/// QEMU, docs/interop/qcow2.txt. Big-endian:
/// <code>
///  0 "QFI" FB              16 its length      32 encryption          40 level 1 offset
///  4 version               20 cluster bits    36 level 1 entries     72 incompatible features
///  8 backing file name     24 disk size                             100 header length, 104 compression
/// </code>
/// </remarks>
internal sealed record Qcow2Header
{
    private const int Version2Length = 72;
    private const int MaximumBackingNameLength = 1023;

    private const ulong DirtyFeature = 1;
    private const ulong CorruptFeature = 2;
    private const ulong ExternalDataFeature = 4;
    private const ulong CompressionFeature = 8;
    private const ulong ExtendedEntriesFeature = 16;
    private const ulong KnownFeatures = DirtyFeature | CorruptFeature | CompressionFeature | ExtendedEntriesFeature;

    private const uint EndOfExtensions = 0;
    private const uint BackingFormatExtension = 0xE2792ACA;

    public required uint Version { get; init; }

    public required int ClusterBits { get; init; }

    public required long DiskSize { get; init; }

    public required uint L1EntryCount { get; init; }

    public required ulong L1Offset { get; init; }

    /// <summary>Whether entries of level 2 have 16 bytes and tell of 32 parts of each cluster.</summary>
    public required bool HasExtendedEntries { get; init; }

    /// <summary>The backing file as stored; null without one.</summary>
    public string? BackingName { get; init; }

    /// <summary>The format of the backing file ("raw", "qcow2"); null where it is not said.</summary>
    public string? BackingFormat { get; init; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="DiskFormatException">It is damaged, or the image needs something that is not supported.</exception>
    public static Qcow2Header Read(ByteSource file, List<ImageRemark> remarks)
    {
        byte[] header = new byte[Math.Min(file.Length, 512)];
        file.Read(0, header, 0, header.Length);
        uint version = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (version is not (2 or 3)) throw new DiskFormatException(file.Name, 4, $"the qcow2 image has version {version}; only 2 and 3 are known");
        uint clusterBits = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(20));
        if (clusterBits is < 9 or > 21) throw new DiskFormatException(file.Name, 20, $"clusters of 2^{clusterBits} bytes are not possible");
        long size = BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(24));
        if (size <= 0) throw new DiskFormatException(file.Name, 24, $"the disk has the size {size}");
        if (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(32)) != 0) throw new DiskFormatException(file.Name, 32, "the qcow2 image is encrypted");

        ulong features = version == 2 ? 0 : BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(72));
        CheckFeatures(file, header, features, remarks);
        long headerLength = version == 2 ? Version2Length : BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(100));
        return new Qcow2Header
        {
            Version = version,
            ClusterBits = (int)clusterBits,
            DiskSize = size,
            L1EntryCount = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(36)),
            L1Offset = BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(40)),
            HasExtendedEntries = (features & ExtendedEntriesFeature) != 0,
            BackingName = ReadBackingName(file, header),
            BackingFormat = ReadBackingFormat(file, headerLength, 1L << (int)clusterBits),
        };
    }

    private static void CheckFeatures(ByteSource file, byte[] header, ulong features, List<ImageRemark> remarks)
    {
        if ((features & ExternalDataFeature) != 0) throw new DiskFormatException(file.Name, 72, "the qcow2 image keeps its data in another file, which is not supported");
        if ((features & ~KnownFeatures) != 0) throw new DiskFormatException(file.Name, 72, $"the qcow2 image needs features that are not known (0x{features & ~KnownFeatures:X})");
        if ((features & CompressionFeature) != 0 && header[104] != 0) throw new DiskFormatException(file.Name, 104, $"the qcow2 image is compressed with method {header[104]} (1 is Zstandard); only zlib is supported");
        if ((features & DirtyFeature) != 0) remarks.Add(new ImageRemark(72, "the qcow2 image was not closed"));
        if ((features & CorruptFeature) != 0) remarks.Add(new ImageRemark(72, "the qcow2 image is marked as corrupt"));
    }

    private static string? ReadBackingName(ByteSource file, byte[] header)
    {
        ulong offset = BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(8));
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(16));
        if (offset == 0) return null;
        if (length > MaximumBackingNameLength || offset > (ulong)(file.Length - length)) throw new DiskFormatException(file.Name, 8, $"the name of the backing file, {length} bytes at byte {offset}, cannot be there");
        return Encoding.UTF8.GetString(file.ReadBytes((long)offset, (int)length)).TrimAtNull();
    }

    /// <summary>Looks through the header's extensions {type, length, data filled up to 8 bytes}, all in the first cluster.</summary>
    private static string? ReadBackingFormat(ByteSource file, long position, long clusterLength)
    {
        long end = Math.Min(clusterLength, file.Length);
        while (position <= end - 8)
        {
            byte[] extension = file.ReadBytes(position, 8);
            uint type = BinaryPrimitives.ReadUInt32BigEndian(extension);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(extension.AsSpan(4));
            if (type == EndOfExtensions || length > end - position - 8) return null;
            if (type == BackingFormatExtension) return Encoding.ASCII.GetString(file.ReadBytes(position + 8, (int)length));
            position += 8 + ((length + 7L) / 8 * 8);
        }

        return null;
    }
}
