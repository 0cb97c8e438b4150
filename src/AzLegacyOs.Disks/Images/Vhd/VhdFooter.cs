using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>The kinds of VHD that can be read. Numbers outside these are kept as they stand in the file.</summary>
public enum VhdDiskType : uint
{
    Fixed = 2,
    Dynamic = 3,
    Differencing = 4,
}

/// <summary>The footer of a VHD.</summary>
/// <remarks>
/// Virtual Hard Disk Image Format Specification 1.0, "Hard Disk Footer Format". Big-endian:
/// <code>
///   0 cookie "conectix"      24 time stamp             48 current size      68 unique id
///   8 features               28 creator application    56 geometry          84 saved state
///  12 format version         32 creator version        60 disk type         85 reserved
///  16 data offset            36 creator host OS        64 checksum
/// </code>
/// </remarks>
public sealed record VhdFooter
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 512;

    internal const string Cookie = "conectix";

    // Readers that do not know a creator take the size from the geometry, which is smaller; all of them know Windows.
    private const uint WindowsCreator = 0x77696E20;
    private const uint WindowsCreatorVersion = 0x000A0000;
    private const uint WindowsHost = 0x5769326B;

    private const int ChecksumOffset = 64;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Bit 1 is always set; bit 0 marks a temporary disk.</summary>
    public uint Features { get; init; } = 2;

    /// <summary>0x00010000 in every known file.</summary>
    public uint FormatVersion { get; init; } = 0x00010000;

    /// <summary>Byte offset of the dynamic header; all ones for a fixed disk.</summary>
    public ulong DataOffset { get; init; } = ulong.MaxValue;

    /// <summary>When the disk was made, in seconds since the start of 2000 UTC.</summary>
    public uint TimestampSeconds { get; init; }

    /// <summary>When the disk was made, UTC.</summary>
    public DateTime Timestamp
    {
        get => ToTime(TimestampSeconds);
        init => TimestampSeconds = (uint)Math.Max(0, Math.Min(uint.MaxValue, (long)(value.ToUniversalTime() - Epoch).TotalSeconds));
    }

    /// <summary>Four characters that name the program, as they stand in the file.</summary>
    public uint CreatorApplicationCode { get; init; }

    /// <summary>The program that made the file ("win", "vpc", "d2v", "qemu", ...), printable characters alone, no spaces around.</summary>
    public string CreatorApplication => ToText(CreatorApplicationCode);

    /// <summary>Major version in the high 16 bits, minor version in the low ones.</summary>
    public uint CreatorVersion { get; init; }

    /// <summary>Four characters that name the operating system of the program.</summary>
    public uint CreatorHostOs { get; init; }

    /// <summary>Size in bytes when the disk was made.</summary>
    public long OriginalSize { get; init; }

    /// <summary>Size of the disk in bytes: what Hyper-V and Azure go by.</summary>
    public long CurrentSize { get; init; }

    public VhdGeometry Geometry { get; init; }

    public VhdDiskType DiskType { get; init; }

    /// <summary>Identity of the disk, by which differencing disks know their parent.</summary>
    public Guid UniqueId { get; init; }

    /// <summary>Whether the disk has an identity to keep; some programs write zeros.</summary>
    public bool HasIdentity => UniqueId != Guid.Empty;

    /// <summary>Whether the machine was suspended, not shut down, when the file was last written.</summary>
    public bool SavedState { get; init; }

    /// <summary>Whether the checksum in the file was right; true for a footer that was not read.</summary>
    public bool ChecksumValid { get; init; } = true;

    /// <summary>The footer of a new disk, as Windows would write it.</summary>
    /// <param name="type">Fixed or dynamic.</param>
    /// <param name="size">Size of the disk in bytes.</param>
    /// <param name="uniqueId">Identity of the disk.</param>
    /// <param name="timestamp">When it was made.</param>
    public static VhdFooter ForNewDisk(VhdDiskType type, long size, Guid uniqueId, DateTime timestamp) => new()
    {
        DataOffset = type == VhdDiskType.Fixed ? ulong.MaxValue : Size,
        Timestamp = timestamp,
        CreatorApplicationCode = WindowsCreator,
        CreatorVersion = WindowsCreatorVersion,
        CreatorHostOs = WindowsHost,
        OriginalSize = size,
        CurrentSize = size,
        Geometry = VhdGeometry.ForSize(size),
        DiskType = type,
        UniqueId = uniqueId,
    };

    /// <summary>Reads a footer. Only the cookie is demanded; the rest is for the caller to judge.</summary>
    /// <param name="bytes">512 bytes that start with the cookie.</param>
    public static VhdFooter Parse(byte[] bytes)
    {
        if (bytes.Length != Size || !bytes.HasAscii(0, Cookie)) throw new ArgumentException("These are not the bytes of a VHD footer.", nameof(bytes));
        ReadOnlySpan<byte> footer = bytes;
        return new VhdFooter
        {
            Features = BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(8)),
            FormatVersion = BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(12)),
            DataOffset = BinaryPrimitives.ReadUInt64BigEndian(footer.Slice(16)),
            TimestampSeconds = BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(24)),
            CreatorApplicationCode = BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(28)),
            CreatorVersion = BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(32)),
            CreatorHostOs = BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(36)),
            OriginalSize = BinaryPrimitives.ReadInt64BigEndian(footer.Slice(40)),
            CurrentSize = BinaryPrimitives.ReadInt64BigEndian(footer.Slice(48)),
            Geometry = new VhdGeometry(BinaryPrimitives.ReadUInt16BigEndian(footer.Slice(56)), footer[58], footer[59]),
            DiskType = (VhdDiskType)BinaryPrimitives.ReadUInt32BigEndian(footer.Slice(60)),
            UniqueId = new Guid(footer.Slice(68, 16).ToArray()),
            SavedState = footer[84] != 0,
            ChecksumValid = VhdChecksum.Matches(footer, ChecksumOffset),
        };
    }

    /// <summary>The footer as it goes into a file, with its checksum.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        Span<byte> footer = bytes;
        Encoding.ASCII.GetBytes(Cookie, 0, Cookie.Length, bytes, 0);
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(8), Features);
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(12), FormatVersion);
        BinaryPrimitives.WriteUInt64BigEndian(footer.Slice(16), DataOffset);
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(24), TimestampSeconds);
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(28), CreatorApplicationCode);
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(32), CreatorVersion);
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(36), CreatorHostOs);
        BinaryPrimitives.WriteInt64BigEndian(footer.Slice(40), OriginalSize);
        BinaryPrimitives.WriteInt64BigEndian(footer.Slice(48), CurrentSize);
        BinaryPrimitives.WriteUInt16BigEndian(footer.Slice(56), Geometry.Cylinders);
        footer[58] = Geometry.Heads;
        footer[59] = Geometry.SectorsPerTrack;
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(60), (uint)DiskType);
        UniqueId.ToByteArray().CopyTo(footer.Slice(68));
        footer[84] = SavedState ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(footer.Slice(ChecksumOffset), VhdChecksum.Compute(footer, ChecksumOffset));
        return bytes;
    }

    internal static DateTime ToTime(uint seconds) => Epoch.AddSeconds(seconds);

    /// <summary>Packs four characters as the creator fields hold them.</summary>
    internal static uint ToCode(string text) =>
        BinaryPrimitives.ReadUInt32BigEndian(Encoding.ASCII.GetBytes(text.PadRight(4).Substring(0, 4)));

    private static string ToText(uint code)
    {
        string text = "";
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            char character = (char)(code >> shift & 0xFF);
            if (character is >= ' ' and <= '~') text += character;
        }

        return text.Trim();
    }
}
