using AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>A whole attribute, wherever its extents are.</summary>
/// <param name="volume">The volume.</param>
/// <param name="extents">The extents in ascending order of clusters, at least one.</param>
internal sealed class AttributeData(NtfsVolume volume, IReadOnlyList<NtfsAttribute> extents)
{
    private NtfsAttribute First => extents[0];

    public AttributeFlags Flags => First.Flags;

    public bool IsResident => First.IsResident;

    /// <summary>Size of the data in bytes.</summary>
    /// <exception cref="DiskFormatException">The first extent, which carries the size, is missing.</exception>
    public long Size
    {
        get
        {
            if (First.FirstVcn != 0) throw First.Record.Fault(First.Offset, "the first extent of an attribute is missing");
            return First.Size;
        }
    }

    /// <summary>Where the data lies on the volume; null where it is in the file record.</summary>
    /// <exception cref="DiskFormatException">The runs are damaged.</exception>
    public RunMap? GetMap(string name) => IsResident ? null : RunMap.Create(name, volume.Boot, extents);

    /// <summary>Bytes from here to <see cref="Size"/> read as zero.</summary>
    public long InitialisedSize => IsResident ? Size : First.InitialisedSize;

    /// <summary>Opens the data.</summary>
    /// <param name="name">What the bytes belong to.</param>
    /// <param name="isMetadata">Whether they are read in small pieces, so that the cache pays.</param>
    /// <exception cref="DiskFormatException">The runs are damaged, or the data is encrypted or compressed by an unknown method.</exception>
    public ByteSource Open(string name, bool isMetadata = false)
    {
        if ((Flags & AttributeFlags.Encrypted) != 0) throw new DiskFormatException(name, 0, "the file is encrypted by EFS and cannot be read without its key");
        if (IsResident) return new BufferSource(name, First.Value);

        ByteSource source = isMetadata ? volume.Metadata : volume.Data;
        RunMap map = RunMap.Create(name, volume.Boot, extents);
        if (map.Size < Math.Min(Size, First.InitialisedSize))
            throw First.Record.Fault(First.Offset, $"{First.Size} bytes are said to be in clusters for {map.Size}");

        return (Flags & AttributeFlags.CompressionMask) switch
        {
            0 => new RunSource(name, source, map, Size, First.InitialisedSize),
            AttributeFlags.Compressed => CompressedSource.Create(name, source, map, First),
            _ => throw First.Record.Fault(First.Offset, $"the data is compressed by the unknown method {(ushort)Flags & 0xFF}"),
        };
    }

    /// <summary>Reads the data of a small attribute.</summary>
    /// <param name="limit">Size in bytes that it must not exceed.</param>
    /// <exception cref="DiskFormatException">The data is larger or cannot be read.</exception>
    public byte[] ReadAll(int limit)
    {
        if (Size > limit) throw First.Record.Fault(First.Offset, $"an attribute is {Size} bytes long where at most {limit} make sense");
        if (IsResident) return First.Value;
        using ByteSource source = Open(volume.Name, isMetadata: true);
        return source.ReadBytes(0, (int)Size);
    }
}
