using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The first 512 bytes of a hive, or their copy at the start of a log.</summary>
/// <remarks>
/// <code>
///   0 'regf'       4 primary sequence    8 secondary sequence   12 last written (FILETIME)
///  20 major       24 minor              28 file type            32 format
///  36 root cell   40 size of the bins   44 sector size / 512    48 file name (64 bytes)
/// 144 flags      508 checksum: the XOR of the 127 numbers before it
/// </code>
/// </remarks>
internal sealed class BaseBlock
{
    /// <summary>Where the bins begin in the file of a hive.</summary>
    public const int Length = 4096;

    /// <summary>How much of it is described here, covered by the checksum and copied to logs.</summary>
    public const int CopyLength = 512;

    private const uint Signature = 0x66676572;

    private readonly byte[] _bytes;

    private BaseBlock(byte[] bytes)
    {
        _bytes = bytes;
    }

    public bool HasSignature => UInt32(0) == Signature;

    public bool HasValidChecksum => UInt32(508) == Checksum();

    /// <summary>Whether it can be believed.</summary>
    public bool IsValid => HasSignature && HasValidChecksum;

    public uint PrimarySequence => UInt32(4);

    public uint SecondarySequence => UInt32(8);

    public long LastWritten => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(12));

    public uint MajorVersion => UInt32(20);

    public uint MinorVersion => UInt32(24);

    public HiveFileType FileType => (HiveFileType)UInt32(28);

    public uint RootCell => UInt32(36);

    public uint BinsSize => UInt32(40);

    /// <summary>Whether a hive can have bins of this size in bytes: whole pages, less than 2 GiB.</summary>
    public static bool IsPossibleBinsSize(uint size) => size is > 0 and <= int.MaxValue && size % 4096 == 0;

    /// <summary>Size in bytes of the sectors of the disk that the log was written for; logs are laid out by it.</summary>
    public int SectorSize => UInt32(44) is >= 1 and <= 8 and uint factor ? (int)factor * 512 : 512;

    /// <summary>Whether transactions were under way, whose changes may be in files that are not read here (.blf, .regtrans-ms).</summary>
    public bool HasPendingTransactions => (UInt32(144) & 1) != 0;

    /// <summary>Reads the base block at the start of a source that has at least 512 bytes.</summary>
    public static BaseBlock Read(ByteSource source)
    {
        var bytes = new byte[CopyLength];
        source.Read(0, bytes, 0, bytes.Length);
        return new BaseBlock(bytes);
    }

    private uint Checksum()
    {
        uint checksum = 0;
        for (int i = 0; i < 508; i += 4) checksum ^= UInt32(i);
        return checksum switch
        {
            0 => 1,
            uint.MaxValue => uint.MaxValue - 1,
            _ => checksum,
        };
    }

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));
}

/// <summary>What a file that begins with a base block is.</summary>
internal enum HiveFileType : uint
{
    Primary = 0,

    /// <summary>A log of dirty sectors, Windows XP to 8.</summary>
    SectorLog = 1,

    /// <summary>The same, of Windows 2000 and before.</summary>
    SectorLogOfWindows2000 = 2,

    /// <summary>A log of numbered entries, from Windows 8.1 on.</summary>
    EntryLog = 6,
}
