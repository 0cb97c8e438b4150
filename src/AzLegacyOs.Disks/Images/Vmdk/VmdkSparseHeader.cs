using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vmdk;

/// <summary>The header of a sparse VMDK file, of hosted products ("KDMV") or of ESX ("COWD").</summary>
/// <remarks>
/// VMware, "Virtual Disk Format 5.0", "Hosted Sparse Extents" and "ESX Server Sparse Extents". Little-endian, offsets and lengths in
/// sectors of 512 bytes:
/// <code>
/// KDMV:  4 version    12 capacity      28 descriptor offset    44 entries per table    56 directory offset
///        8 flags      20 grain size    36 descriptor length    48 second directory     77 compression
/// COWD:  4 version    12 capacity      16 grain size           20 directory offset     24 directory entries
/// </code>
/// </remarks>
internal sealed record VmdkSparseHeader
{
    private const string HostedSignature = "KDMV";
    private const string EsxSignature = "COWD";
    private const int HostedLength = 512;
    private const int EsxEntriesPerTable = 4096;
    private const ulong DirectoryAtEnd = ulong.MaxValue;
    private const uint ZeroGrainFlag = 1 << 2;
    private const uint CompressedFlag = 1 << 16;

    /// <summary>Length of the piece in sectors.</summary>
    public required long Sectors { get; init; }

    /// <summary>Length of a grain in sectors, a power of two.</summary>
    public required long GrainSectors { get; init; }

    public required int EntriesPerTable { get; init; }

    /// <summary>Sector of the grain directory.</summary>
    public required long DirectorySector { get; init; }

    /// <summary>Byte range of the descriptor inside the file; empty where it is in a file of its own.</summary>
    public ByteExtent Descriptor { get; init; }

    /// <summary>Whether the entry 1 in a table means zeros.</summary>
    public bool HasZeroGrains { get; init; }

    public bool IsCompressed { get; init; }

    /// <summary>Whether a file is a sparse VMDK.</summary>
    /// <param name="head">Its first bytes.</param>
    public static bool IsAtStartOf(byte[] head) => head.HasAscii(0, HostedSignature) || head.HasAscii(0, EsxSignature);

    /// <summary>Reads the header, or the copy at the end of a stream-optimised file that knows the directory.</summary>
    /// <exception cref="DiskFormatException">Its numbers are impossible.</exception>
    public static VmdkSparseHeader Read(ByteSource file)
    {
        byte[] bytes = file.ReadBytes(0, HostedLength);
        if (bytes.HasAscii(0, EsxSignature)) return Check(file, ParseEsx(bytes));
        if (!bytes.HasAscii(0, HostedSignature)) throw new DiskFormatException(file.Name, 0, "the file is not a sparse VMDK");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(56)) != DirectoryAtEnd) return Check(file, ParseHosted(file, bytes));

        // The end of a stream: a marker, this copy of the header, an end marker, each one sector.
        long footer = file.Length - (2 * HostedLength);
        byte[] copy = footer < HostedLength ? [] : file.ReadBytes(footer, HostedLength);
        if (!copy.HasAscii(0, HostedSignature) || BinaryPrimitives.ReadUInt64LittleEndian(copy.AsSpan(56)) == DirectoryAtEnd)
            throw new DiskFormatException(file.Name, Math.Max(0, footer), "the stream-optimised VMDK has no footer at its end: the file was cut off");
        return Check(file, ParseHosted(file, copy)) with { Descriptor = ParseHosted(file, bytes).Descriptor };
    }

    private static VmdkSparseHeader ParseHosted(ByteSource file, byte[] header)
    {
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        if (version is 0 or > 3) throw new DiskFormatException(file.Name, 4, $"the VMDK has version {version}; only 1 to 3 are known");
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        bool isCompressed = (flags & CompressedFlag) != 0;
        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(77));
        if (isCompressed && method != 1) throw new DiskFormatException(file.Name, 77, $"the VMDK is compressed with the unknown method {method}");
        return new VmdkSparseHeader
        {
            Sectors = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(12)),
            GrainSectors = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(20)),
            EntriesPerTable = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(44)),
            DirectorySector = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(56)),
            Descriptor = ReadDescriptorRange(file, header),
            HasZeroGrains = (flags & ZeroGrainFlag) != 0,
            IsCompressed = isCompressed,
        };
    }

    private static ByteExtent ReadDescriptorRange(ByteSource file, byte[] header)
    {
        ulong sector = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(28));
        ulong sectors = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(36));
        if (sector == 0 || sectors == 0) return default;
        if (sectors > VmdkDescriptor.MaximumLength / 512 || sector > (ulong)(file.Length / 512) - Math.Min(sectors, (ulong)(file.Length / 512)))
            throw new DiskFormatException(file.Name, 28, $"the descriptor, {sectors} sectors from sector {sector} on, does not lie inside the file of {file.Length} bytes");
        return new ByteExtent((long)sector * 512, (long)sectors * 512);
    }

    private static VmdkSparseHeader ParseEsx(byte[] header) => new()
    {
        Sectors = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12)),
        GrainSectors = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(16)),
        EntriesPerTable = EsxEntriesPerTable,
        DirectorySector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(20)),
    };

    private static VmdkSparseHeader Check(ByteSource file, VmdkSparseHeader header)
    {
        if (header.Sectors is <= 0 or > 1L << 40) throw new DiskFormatException(file.Name, 12, $"the VMDK claims a capacity of {header.Sectors} sectors");
        if (header.GrainSectors is < 1 or > 4096 || (header.GrainSectors & (header.GrainSectors - 1)) != 0) throw new DiskFormatException(file.Name, 20, $"grains of {header.GrainSectors} sectors are not possible");
        if (header.EntriesPerTable is < 1 or > EsxEntriesPerTable) throw new DiskFormatException(file.Name, 44, $"tables of {header.EntriesPerTable} entries are not possible");
        return header;
    }
}
