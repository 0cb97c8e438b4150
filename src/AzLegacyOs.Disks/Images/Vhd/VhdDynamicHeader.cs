using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>The second header of dynamic and differencing VHDs.</summary>
/// <remarks>
/// Virtual Hard Disk Image Format Specification 1.0, "Dynamic Disk Header Format". Big-endian:
/// <code>
///   0 cookie "cxsparse"    28 number of BAT entries    56 parent time stamp
///   8 next offset          32 block size               64 parent name, UTF-16 big-endian, 512 bytes
///  16 BAT offset           36 checksum                576 eight parent locators of 24 bytes
///  24 header version       40 parent unique id
/// </code>
/// </remarks>
internal sealed record VhdDynamicHeader
{
    public const int Size = 1024;

    public const string Cookie = "cxsparse";

    public const int ChecksumOffset = 36;

    private const int LocatorsOffset = 576;
    private const int LocatorSize = 24;
    private const int LocatorCount = 8;

    /// <summary>Byte offset of the block allocation table.</summary>
    public required long BatOffset { get; init; }

    public required uint BatEntryCount { get; init; }

    /// <summary>Data bytes of a block, a power of two.</summary>
    public required int BlockSize { get; init; }

    public required bool ChecksumValid { get; init; }

    public Guid ParentUniqueId { get; init; }

    /// <summary>The parent's time stamp in seconds since the start of 2000 UTC.</summary>
    public uint ParentTimestampSeconds { get; init; }

    /// <summary>The parent's file name as the header gives it, empty where there is none.</summary>
    public string ParentName { get; init; } = "";

    /// <summary>Paths by which the parent can be found, in the order of the file.</summary>
    public IReadOnlyList<VhdParentLocator> ParentLocators { get; init; } = [];

    /// <summary>Reads the header.</summary>
    /// <exception cref="DiskFormatException">It is not there or its numbers are impossible.</exception>
    public static VhdDynamicHeader Read(ByteSource file, ulong dataOffset)
    {
        if (dataOffset > long.MaxValue || (long)dataOffset > file.Length - Size)
            throw new DiskFormatException(file.Name, 0, $"the footer puts the dynamic header at byte {dataOffset}, outside the file of {file.Length} bytes");
        long offset = (long)dataOffset;
        byte[] bytes = file.ReadBytes(offset, Size);
        if (!bytes.HasAscii(0, Cookie)) throw new DiskFormatException(file.Name, offset, "the dynamic header does not start with \"cxsparse\"");

        ReadOnlySpan<byte> header = bytes;
        ulong batOffset = BinaryPrimitives.ReadUInt64BigEndian(header.Slice(16));
        if (batOffset >= (ulong)file.Length) throw new DiskFormatException(file.Name, offset + 16, $"the block allocation table is put at byte {batOffset}, outside the file of {file.Length} bytes");
        uint blockSize = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(32));
        if (blockSize is < 512 or > 256 * 1024 * 1024 || (blockSize & (blockSize - 1)) != 0)
            throw new DiskFormatException(file.Name, offset + 32, $"the block size, {blockSize} bytes, is not a power of two from 512 bytes to 256 MiB");

        return new VhdDynamicHeader
        {
            BatOffset = (long)batOffset,
            BatEntryCount = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(28)),
            BlockSize = (int)blockSize,
            ChecksumValid = VhdChecksum.Matches(header, ChecksumOffset),
            ParentUniqueId = new Guid(header.Slice(40, 16).ToArray()),
            ParentTimestampSeconds = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(56)),
            ParentName = Encoding.BigEndianUnicode.GetString(bytes, 64, 512).TrimAtNull(),
            ParentLocators = ReadLocators(file, bytes),
        };
    }

    private static List<VhdParentLocator> ReadLocators(ByteSource file, byte[] header)
    {
        List<VhdParentLocator> locators = [];
        for (int i = 0; i < LocatorCount; i++)
        {
            if (VhdParentLocator.Read(file, header.AsSpan(LocatorsOffset + (i * LocatorSize), LocatorSize)) is VhdParentLocator locator) locators.Add(locator);
        }

        return locators;
    }
}
