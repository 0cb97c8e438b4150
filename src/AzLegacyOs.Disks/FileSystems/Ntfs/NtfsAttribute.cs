using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>One attribute of a file record, or one extent of an attribute that is spread over several records.</summary>
/// <remarks>
/// <code>
/// 0 type u32   4 length u32   8 non-resident u8   9 name length u8   10 name offset u16   12 flags u16   14 id u16
/// resident:      16 value length u32   20 value offset u16
/// non-resident:  16 first VCN   24 last VCN   32 runs offset u16   34 compression unit u16   40 allocated   48 size   56 initialised size
/// </code>
/// </remarks>
internal sealed class NtfsAttribute
{
    private const int ResidentHeaderSize = 24;
    private const int NonResidentHeaderSize = 64;

    private NtfsAttribute(FileRecord record, int offset)
    {
        Record = record;
        Offset = offset;
    }

    public FileRecord Record { get; }

    /// <summary>Byte offset in the record.</summary>
    public int Offset { get; }

    public AttributeType Type => (AttributeType)Record.Bytes.U32(Offset);

    public int Length { get; private set; }

    public bool IsResident => Record.Bytes[Offset + 8] == 0;

    /// <summary>The name of the stream or index; empty for an unnamed one.</summary>
    public string Name { get; private set; } = "";

    public AttributeFlags Flags => (AttributeFlags)Record.Bytes.U16(Offset + 12);

    /// <summary>Tells apart attributes of one record.</summary>
    public ushort Id => Record.Bytes.U16(Offset + 14);

    /// <summary>Byte offset of a resident value in the record.</summary>
    public int ValueOffset { get; private set; }

    /// <summary>Length of a resident value.</summary>
    public int ValueLength { get; private set; }

    /// <summary>First cluster of the attribute that this extent maps; 0 for a resident attribute.</summary>
    public long FirstVcn { get; private set; }

    /// <summary>Last cluster of the attribute that this extent maps; one less than <see cref="FirstVcn"/> where it maps none.</summary>
    public long LastVcn { get; private set; }

    /// <summary>Byte offset in the record of the encoded runs.</summary>
    public int RunsOffset { get; private set; }

    /// <summary>Power of two of the clusters in a compression unit; 0 where there are none.</summary>
    public int CompressionUnitShift => Record.Bytes.U16(Offset + 34);

    /// <summary>Size of the data in bytes; valid in the first extent only.</summary>
    public long Size => IsResident ? ValueLength : Record.Bytes.I64(Offset + 48);

    /// <summary>Bytes from here to <see cref="Size"/> read as zero; valid in the first extent only.</summary>
    public long InitialisedSize => Record.Bytes.I64(Offset + 56);

    /// <summary>Byte offset behind the attribute in the record.</summary>
    public int End => Offset + Length;

    /// <summary>A copy of a resident value.</summary>
    public byte[] Value => Record.Bytes.AsSpan(ValueOffset, ValueLength).ToArray();

    /// <summary>Reads the header at <paramref name="offset"/>, which is followed by at least 24 bytes of attribute area.</summary>
    /// <param name="record">The record that holds it.</param>
    /// <param name="offset">Byte offset in the record.</param>
    /// <param name="limit">End of the area of attributes.</param>
    /// <exception cref="DiskFormatException">A length or offset leaves the attribute.</exception>
    public static NtfsAttribute Parse(FileRecord record, int offset, int limit)
    {
        byte[] bytes = record.Bytes;
        uint length = bytes.U32(offset + 4);
        if (length < ResidentHeaderSize || length > limit - offset) throw record.Fault(offset, $"an attribute is {length} bytes long");

        var attribute = new NtfsAttribute(record, offset) { Length = (int)length };
        attribute.ReadName();
        if (attribute.IsResident)
            attribute.ReadResident();
        else
            attribute.ReadNonResident();
        return attribute;
    }

    private void ReadName()
    {
        int length = Record.Bytes[Offset + 9] * 2;
        int offset = Record.Bytes.U16(Offset + 10);
        if (length == 0) return;
        if (offset + length > Length) throw Record.Fault(Offset, "the name of an attribute leaves it");
        Name = Encoding.Unicode.GetString(Record.Bytes, Offset + offset, length);
    }

    private void ReadResident()
    {
        uint length = Record.Bytes.U32(Offset + 16);
        int offset = Record.Bytes.U16(Offset + 20);
        if (length > Length || offset + length > Length) throw Record.Fault(Offset, "the value of an attribute leaves it");
        ValueOffset = Offset + offset;
        ValueLength = (int)length;
    }

    private void ReadNonResident()
    {
        if (Length < NonResidentHeaderSize) throw Record.Fault(Offset, $"a non-resident attribute is {Length} bytes long");
        FirstVcn = Record.Bytes.I64(Offset + 16);
        LastVcn = Record.Bytes.I64(Offset + 24);
        if (FirstVcn < 0 || LastVcn < FirstVcn - 1 || LastVcn == long.MaxValue) throw Record.Fault(Offset, $"an attribute maps the clusters {FirstVcn} to {LastVcn}");

        int runs = Record.Bytes.U16(Offset + 32);
        if (runs < 24 || runs > Length) throw Record.Fault(Offset, "the runs of an attribute lie outside of it");
        RunsOffset = Offset + runs;

        if (FirstVcn == 0 && (Size < 0 || InitialisedSize < 0)) throw Record.Fault(Offset, "the size of an attribute is negative");
    }
}
