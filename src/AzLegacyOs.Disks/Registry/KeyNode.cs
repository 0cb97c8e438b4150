using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>Flags of a key node.</summary>
[Flags]
internal enum KeyNodeFlags : ushort
{
    HiveEntry = 0x04,
    SymbolicLink = 0x10,
    Latin1Name = 0x20,
    PredefinedHandle = 0x40,
}

/// <summary>A key as stored ("nk").</summary>
/// <remarks>
/// <code>
///  0 'nk'           2 flags           4 last written (FILETIME)   16 parent
/// 20 subkeys       28 subkey list    36 values                    40 value list
/// 48 class name    72 name length    74 class name length         76 name
/// </code>
/// </remarks>
internal sealed class KeyNode
{
    private const int HeaderLength = 76;

    private KeyNode(uint offset, ReadOnlySpan<byte> header, string name)
    {
        Offset = offset;
        Flags = (KeyNodeFlags)BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(2));
        LastWritten = BinaryPrimitives.ReadInt64LittleEndian(header.Slice(4));
        Parent = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(16));
        SubKeyCount = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(20));
        SubKeyList = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(28));
        ValueCount = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(36));
        ValueList = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(40));
        ClassName = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(48));
        ClassNameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(74));
        Name = name;
    }

    public uint Offset { get; }

    public KeyNodeFlags Flags { get; }

    public long LastWritten { get; }

    public uint Parent { get; }

    public uint SubKeyCount { get; }

    public uint SubKeyList { get; }

    public uint ValueCount { get; }

    public uint ValueList { get; }

    public uint ClassName { get; }

    public int ClassNameLength { get; }

    public string Name { get; }

    /// <exception cref="DiskFormatException">There is no key at this offset.</exception>
    public static KeyNode Read(HiveCells cells, uint offset)
    {
        HiveCell cell = cells.Find(offset, "a key");
        Span<byte> header = stackalloc byte[Math.Min(HeaderLength, cell.Length)];
        cells.ReadInto(cell, 0, header);
        if (header[0] != 'n' || header[1] != 'k') throw cells.Bad(offset, "a key should be here, but the signature 'nk' is missing");
        if (header.Length < HeaderLength) throw cells.Bad(offset, $"the key is cut off: its cell has {cell.Length} bytes");

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(72));
        bool latin1 = ((KeyNodeFlags)BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(2)) & KeyNodeFlags.Latin1Name) != 0;
        return new KeyNode(offset, header, cells.ReadName(cell, HeaderLength, nameLength, latin1, "key"));
    }
}
