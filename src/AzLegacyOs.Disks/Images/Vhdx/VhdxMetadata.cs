using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>What the metadata of a VHDX say of the disk.</summary>
/// <remarks>
/// MS-VHDX 2.6. The region starts with a table of 64 KiB: "metadata", count at byte 10, from byte 32 on entries
/// {id, offset in the region, length, flags} of 32 bytes.
/// </remarks>
internal sealed record VhdxMetadata(int BlockSize, bool IsFixed, bool HasParent, long DiskSize, int LogicalSectorSize, IReadOnlyDictionary<string, string> ParentLocator)
{
    private const int TableSize = 64 * 1024;
    private const int MaximumCount = 2047;
    private const int MaximumLocatorLength = 1024 * 1024;
    private const long MaximumDiskSize = 64L * 1024 * 1024 * 1024 * 1024;
    private const uint RequiredFlag = 4;

    private static readonly Guid FileParametersId = new("CAA16737-FA36-4D43-B3B6-33F0AA44E76B");
    private static readonly Guid DiskSizeId = new("2FA54224-CD1B-4876-B211-5DBED83BF4B8");
    private static readonly Guid Page83Id = new("BECA12AB-B2E6-4523-93EF-C309E000C746");
    private static readonly Guid LogicalSectorSizeId = new("8141BF1D-A96F-4709-BA47-F233A8FAAB5F");
    private static readonly Guid PhysicalSectorSizeId = new("CDA348C7-445D-4471-9CC9-E9885251C556");
    private static readonly Guid ParentLocatorId = new("A8D35F2D-B30B-454D-ABF7-D3D84834AB0C");

    private static readonly Guid[] KnownIds = [FileParametersId, DiskSizeId, Page83Id, LogicalSectorSizeId, PhysicalSectorSizeId, ParentLocatorId];

    /// <summary>Reads the metadata.</summary>
    /// <exception cref="DiskFormatException">Something is missing, impossible, or unknown and required.</exception>
    public static VhdxMetadata Read(ByteSource file, ByteExtent region)
    {
        Dictionary<Guid, ByteExtent> items = ReadTable(file, region);
        byte[] parameters = ReadItem(file, region, items, FileParametersId, 8, "the file parameters");
        uint blockSize = BinaryPrimitives.ReadUInt32LittleEndian(parameters);
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(parameters.AsSpan(4));
        if (blockSize is < 1024 * 1024 or > 256 * 1024 * 1024 || (blockSize & (blockSize - 1)) != 0)
            throw new DiskFormatException(file.Name, items[FileParametersId].Offset, $"the block size, {blockSize} bytes, is not a power of two from 1 MiB to 256 MiB");

        uint sectorSize = BinaryPrimitives.ReadUInt32LittleEndian(ReadItem(file, region, items, LogicalSectorSizeId, 4, "the logical sector size"));
        if (sectorSize is not (512 or 4096)) throw new DiskFormatException(file.Name, items[LogicalSectorSizeId].Offset, $"the logical sector size is {sectorSize} bytes, neither 512 nor 4096");

        ulong diskSize = BinaryPrimitives.ReadUInt64LittleEndian(ReadItem(file, region, items, DiskSizeId, 8, "the size of the disk"));
        if (diskSize is 0 or > MaximumDiskSize) throw new DiskFormatException(file.Name, items[DiskSizeId].Offset, $"the size of the disk, {diskSize} bytes, is not between 1 byte and 64 TiB");

        bool hasParent = (flags & 2) != 0;
        IReadOnlyDictionary<string, string> locator = new Dictionary<string, string>();
        if (hasParent)
        {
            if (!items.TryGetValue(ParentLocatorId, out ByteExtent extent) || extent.Length > MaximumLocatorLength) throw new DiskFormatException(file.Name, region.Offset, "this is a differencing disk, but it has no usable parent locator");
            locator = VhdxParentLocator.Parse(file.ReadBytes(extent.Offset, (int)extent.Length));
        }

        return new VhdxMetadata((int)blockSize, (flags & 1) != 0, hasParent, (long)diskSize, (int)sectorSize, locator);
    }

    private static Dictionary<Guid, ByteExtent> ReadTable(ByteSource file, ByteExtent region)
    {
        if (region.Length < TableSize) throw new DiskFormatException(file.Name, region.Offset, $"the metadata region has only {region.Length} bytes");
        byte[] table = file.ReadBytes(region.Offset, TableSize);
        if (!table.HasAscii(0, "metadata")) throw new DiskFormatException(file.Name, region.Offset, "the metadata region does not start with \"metadata\"");
        int count = BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(10));
        if (count > MaximumCount) throw new DiskFormatException(file.Name, region.Offset + 10, $"the metadata table claims {count} entries");

        Dictionary<Guid, ByteExtent> items = [];
        for (int i = 0; i < count; i++)
        {
            int position = 32 + (i * 32);
            ReadOnlySpan<byte> entry = table.AsSpan(position, 32);
            Guid id = new(entry.Slice(0, 16).ToArray());
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(16));
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(20));
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(24));
            if (!KnownIds.Contains(id))
            {
                if ((flags & RequiredFlag) != 0) throw new DiskFormatException(file.Name, region.Offset + position, $"the VHDX requires the unknown metadata item {id}");
                continue;
            }

            if (offset + (long)length > region.Length) throw new DiskFormatException(file.Name, region.Offset + position, $"a metadata item of {length} bytes at byte {offset} does not lie inside its region of {region.Length} bytes");
            items[id] = new ByteExtent(region.Offset + offset, length);
        }

        return items;
    }

    private static byte[] ReadItem(ByteSource file, ByteExtent region, Dictionary<Guid, ByteExtent> items, Guid id, int length, string name) =>
        items.TryGetValue(id, out ByteExtent item) && item.Length >= length
            ? file.ReadBytes(item.Offset, length)
            : throw new DiskFormatException(file.Name, region.Offset, $"the metadata of the VHDX lack {name}");
}
