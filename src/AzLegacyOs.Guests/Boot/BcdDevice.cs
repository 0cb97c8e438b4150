using System.Buffers.Binary;

namespace AzLegacyOs.Guests.Boot;

/// <summary>What a device element of a boot store points to.</summary>
internal enum BcdDeviceKind
{
    /// <summary>Something this reader has no words for; also the all-zero "unknown" that a lost disk leaves.</summary>
    Unknown,

    /// <summary>The partition that the boot manager was started from.</summary>
    Boot,

    /// <summary>A partition, named by its disk and its place.</summary>
    Partition,

    /// <summary>A file in another device: a RAM disk or a virtual disk.</summary>
    File,

    /// <summary>Whichever partition holds the path that the entry names ("locate").</summary>
    Search,
}

/// <summary>A device element of a boot store.</summary>
/// <remarks>
/// The layout as seen in real stores, little-endian. The published enumerations (BcdLibraryElementTypes) name the elements, not their bytes.
/// <code>
///   0 options (GUID)          24 length, 0x48 here           48 zero                 56 disk: MBR signature (32 bits)
///  16 type: 0 file, 5 boot,   32 GPT: partition GUID         52 table: 0 GPT, 1 MBR     or GPT disk GUID
///     6 partition, 8 search      MBR: byte offset (64 bits)
/// </code>
/// </remarks>
internal sealed record BcdDevice(BcdDeviceKind Kind, long? PartitionOffset = null, uint? DiskSignature = null, Guid? PartitionId = null, Guid? DiskId = null)
{
    private const int TypeOffset = 16;
    private const int PlaceOffset = 32;
    private const int TableOffset = 52;
    private const int DiskOffset = 56;
    private const int PartitionLength = DiskOffset + 16;

    /// <summary>Reads the bytes of an element.</summary>
    public static BcdDevice Parse(byte[] data)
    {
        if (data.Length < TypeOffset + 4) return new BcdDevice(BcdDeviceKind.Unknown);
        uint type = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(TypeOffset));
        return type switch
        {
            0 when data.Length >= PartitionLength => new BcdDevice(BcdDeviceKind.File),
            5 => new BcdDevice(BcdDeviceKind.Boot),
            6 when data.Length >= PartitionLength => ParsePartition(data),
            8 => new BcdDevice(BcdDeviceKind.Search),
            _ => new BcdDevice(BcdDeviceKind.Unknown),
        };
    }

    /// <summary>In words, for a person.</summary>
    public override string ToString() => Kind switch
    {
        BcdDeviceKind.Boot => "the boot partition",
        BcdDeviceKind.Search => "the partition that holds the named path",
        BcdDeviceKind.File => "a file (RAM disk or virtual disk)",
        BcdDeviceKind.Partition when PartitionId is { } id => $"partition {{{id}}} of the GPT disk {{{DiskId}}}",
        BcdDeviceKind.Partition => $"the partition at byte {PartitionOffset} of the disk with signature {DiskSignature:X8}",
        _ => "an unknown device",
    };

    private static BcdDevice ParsePartition(byte[] data) => BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(TableOffset)) switch
    {
        0 => new BcdDevice(BcdDeviceKind.Partition, PartitionId: ReadGuid(data, PlaceOffset), DiskId: ReadGuid(data, DiskOffset)),
        1 => new BcdDevice(
            BcdDeviceKind.Partition,
            PartitionOffset: BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(PlaceOffset)),
            DiskSignature: BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(DiskOffset))),
        _ => new BcdDevice(BcdDeviceKind.Unknown),
    };

    private static Guid ReadGuid(byte[] data, int offset) => new(data.AsSpan(offset, 16).ToArray());
}
