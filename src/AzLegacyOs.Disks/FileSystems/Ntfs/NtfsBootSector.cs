namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>The geometry of an NTFS volume as its boot sector gives it.</summary>
/// <remarks>
/// The two bytes 55 AA at the end are not asked for: volumes without boot code can lack them.
/// <code>
/// 3  "NTFS    "      11 bytes per sector u16   13 sectors per cluster u8   40 sectors u64
/// 48 cluster of $MFT u64   56 cluster of $MFTMirr u64   64 record size i8   68 index block size i8
/// </code>
/// </remarks>
internal sealed class NtfsBootSector
{
    /// <summary>Windows formats clusters up to this size.</summary>
    private const int MaxClusterSize = 2 << 20;

    private const int MinBlockSize = 512;
    private const int MaxRecordSize = 64 << 10;

    private NtfsBootSector()
    {
    }

    public int SectorSize { get; private set; }

    public int ClusterSize { get; private set; }

    public int RecordSize { get; private set; }

    /// <summary>Size of the volume in bytes, without the sector that holds the copy of the boot sector.</summary>
    public long VolumeSize { get; private set; }

    public long MftCluster { get; private set; }

    public long MftMirrorCluster { get; private set; }

    public long ClusterCount => VolumeSize / ClusterSize;

    /// <summary>Reads a boot sector.</summary>
    /// <param name="sector">At least 512 bytes.</param>
    /// <param name="fault">What is wrong with it, where the result is null.</param>
    public static NtfsBootSector? Parse(byte[] sector, out string? fault)
    {
        var boot = new NtfsBootSector();
        fault = boot.Fill(sector);
        return fault is null ? boot : null;
    }

    /// <summary>Whether the sector carries the name of the file system.</summary>
    public static bool HasSignature(byte[] sector) => sector.AsSpan(3, 8).SequenceEqual("NTFS    "u8);

    private string? Fill(byte[] sector)
    {
        if (!HasSignature(sector)) return "the name NTFS is missing";

        SectorSize = sector.U16(11);
        if (SectorSize is < 256 or > 4096 || !IsPowerOfTwo(SectorSize)) return $"{SectorSize} bytes per sector";

        long clusterSize = SectorSize * SectorsPerCluster(sector[13]);
        if (clusterSize is < MinBlockSize or > MaxClusterSize || !IsPowerOfTwo(clusterSize)) return $"sectors per cluster are given as {sector[13]}";
        ClusterSize = (int)clusterSize;

        ulong sectors = sector.U64(40);
        if (sectors == 0 || sectors > (ulong)(long.MaxValue / SectorSize)) return $"the size is given as {sectors} sectors";
        VolumeSize = (long)sectors * SectorSize;

        long recordSize = SignedSize((sbyte)sector[64]);
        if (recordSize is < MinBlockSize or > MaxRecordSize || !IsPowerOfTwo(recordSize)) return $"the size of a file record is given as {(sbyte)sector[64]}";
        RecordSize = (int)recordSize;

        if (!IsIndexBlockSize(SignedSize((sbyte)sector[68]))) return $"the size of an index block is given as {(sbyte)sector[68]}";

        MftCluster = sector.I64(48);
        MftMirrorCluster = sector.I64(56);
        if (!IsCluster(MftCluster) && !IsCluster(MftMirrorCluster)) return "neither $MFT nor its mirror is inside the volume";

        return null;
    }

    /// <summary>Whether a cluster number lies inside the volume.</summary>
    public bool IsCluster(long cluster) => cluster >= 0 && cluster < ClusterCount;

    /// <summary>Whether an index block can be of this size.</summary>
    public static bool IsIndexBlockSize(long size) => size is >= MinBlockSize and <= MaxClusterSize && IsPowerOfTwo(size);

    /// <summary>Up to 128 a plain count; above, the negative of a power of two (0xF8 is 256 sectors).</summary>
    private static long SectorsPerCluster(byte value) => value <= 128 ? value : 1L << Math.Min(256 - value, 31);

    /// <summary>Positive: clusters; negative: the negative of a power of two of bytes.</summary>
    private long SignedSize(sbyte value) => value >= 0 ? (long)value * ClusterSize : 1L << Math.Min(-value, 31);

    private static bool IsPowerOfTwo(long value) => value > 0 && (value & (value - 1)) == 0;
}
