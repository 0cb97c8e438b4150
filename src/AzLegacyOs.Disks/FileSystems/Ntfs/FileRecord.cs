namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>A file record of $MFT: a file, or an extension that holds more attributes of one.</summary>
/// <remarks>
/// <code>
/// 0 "FILE"   4 fix-up offset u16   6 fix-up count u16   16 sequence u16   18 links u16   20 first attribute u16
/// 22 flags u16   24 used u32   28 allocated u32   32 base record u64   44 record number u32, from XP on
/// </code>
/// </remarks>
internal sealed class FileRecord
{
    public const int FlagsOffset = 22;
    public const int InUseFlag = 1;

    private const uint Signature = 0x454C4946; // FILE
    private const uint BadSignature = 0x44414142; // BAAD
    private const int MinHeaderSize = 42;
    private const int HeaderSizeWithNumber = 48;

    private readonly string _source;
    private readonly long _position;

    private FileRecord(string source, long position, long number, byte[] bytes)
    {
        _source = source;
        _position = position;
        Number = number;
        Bytes = bytes;
    }

    public long Number { get; }

    /// <summary>The record with the fix-ups undone.</summary>
    public byte[] Bytes { get; }

    public ushort Sequence => Bytes.U16(16);

    public int LinkCount => Bytes.U16(18);

    public bool IsInUse => (Bytes.U16(FlagsOffset) & InUseFlag) != 0;

    public bool IsDirectory => (Bytes.U16(FlagsOffset) & 2) != 0;

    /// <summary>The record that this one extends; zero for a base record.</summary>
    public FileReference Base => new(Bytes.U64(32));

    public FileReference Reference => new(Number, Sequence);

    public IReadOnlyList<NtfsAttribute> Attributes { get; private set; } = [];

    /// <summary>Reads a record.</summary>
    /// <param name="source">What the bytes belong to, for messages.</param>
    /// <param name="position">Byte offset in it, for messages.</param>
    /// <param name="number">The number that the record must have.</param>
    /// <param name="bytes">The record as it is on disk; becomes the property of the result.</param>
    /// <exception cref="DiskFormatException">The record is damaged.</exception>
    public static FileRecord Parse(string source, long position, long number, byte[] bytes)
    {
        var record = new FileRecord(source, position, number, bytes);
        uint signature = bytes.U32(0);
        if (signature == BadSignature) throw record.Fault(0, "Windows has marked it as bad");
        if (signature != Signature) throw record.Fault(0, "its signature is missing");
        if (FixUp.Apply(bytes) is { } fault) throw record.Fault(0, fault);

        int fixUps = bytes.U16(4);
        if (fixUps >= HeaderSizeWithNumber && bytes.U32(44) != (uint)number) throw record.Fault(44, $"it says that it is record {bytes.U32(44)}");
        record.ReadAttributes();
        return record;
    }

    /// <summary>An exception about this record.</summary>
    /// <param name="offset">Byte offset in the record.</param>
    /// <param name="reason">What is wrong, as a clause.</param>
    public DiskFormatException Fault(int offset, string reason) => new(_source, _position + offset, $"file record {Number}: {reason}");

    private void ReadAttributes()
    {
        uint used = Bytes.U32(24);
        int offset = Bytes.U16(20);
        if (used > Bytes.Length) throw Fault(24, $"{used} bytes are said to be used");
        if (offset < MinHeaderSize) throw Fault(20, $"the attributes are said to start at {offset}");

        int limit = (int)used;
        var attributes = new List<NtfsAttribute>(8);
        while (true)
        {
            if (offset + 4 > limit) throw Fault(offset, "the list of attributes has no end");
            if (Bytes.U32(offset) == (uint)AttributeType.End) break;
            if (offset + 24 > limit) throw Fault(offset, "the list of attributes has no end");
            var attribute = NtfsAttribute.Parse(this, offset, limit);
            attributes.Add(attribute);
            offset = attribute.End;
        }

        Attributes = attributes;
    }
}
