using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>A value of a registry key. The data is read when it is asked for.</summary>
/// <remarks>
/// The type is only what the value claims: real hives hold strings without terminators, with remnants behind them, or as lists.
/// The <c>As...</c> members return null where the type or length does not allow the answer, and throw where the data cannot be read.
/// </remarks>
public sealed class RegistryValue
{
    private const int ShortLength = 256;

    private readonly HiveCells _cells;
    private readonly ValueNode _node;

    internal RegistryValue(HiveCells cells, ValueNode node)
    {
        _cells = cells;
        _node = node;
    }

    /// <summary>The name; empty for the default value.</summary>
    public string Name => _node.Name;

    /// <summary>The type as stored, also where it is none of the predefined ones.</summary>
    public uint RawType => _node.Type;

    /// <summary>The type; a number without a name where it is none of the predefined ones.</summary>
    public RegistryValueType Type => (RegistryValueType)_node.Type;

    /// <summary>Length of the data in bytes as the value states it; the data may turn out not to be there.</summary>
    public int Length => _node.DataLength;

    /// <summary>Reads the data.</summary>
    /// <exception cref="DiskFormatException">The data is not where the value says, is cut off, or is longer than 16 MiB.</exception>
    public byte[] GetData() => ValueData.Read(_cells, _node);

    /// <summary>The string up to the first NUL, or the first string of a list.</summary>
    /// <returns>Null unless the type is REG_SZ, REG_EXPAND_SZ, REG_LINK or REG_MULTI_SZ.</returns>
    /// <exception cref="DiskFormatException">The data cannot be read.</exception>
    public string? AsString()
    {
        if (!IsText) return null;
        ReadOnlySpan<byte> text = GetData(stackalloc byte[ShortLength]);
        return RegistryText.FromUtf16(RegistryText.BeforeNul(text));
    }

    /// <summary>The strings of a list, up to the first empty one; a single string is a list of one, an empty one a list of none.</summary>
    /// <returns>Null unless the type is REG_MULTI_SZ, REG_SZ, REG_EXPAND_SZ or REG_LINK.</returns>
    /// <exception cref="DiskFormatException">The data cannot be read.</exception>
    public IReadOnlyList<string>? AsStrings()
    {
        if (Type == RegistryValueType.MultiString) return RegistryText.SplitStrings(RegistryText.FromUtf16(GetData()));
        return AsString() is not string text ? null : text.Length == 0 ? [] : [text];
    }

    /// <summary>The number of a REG_DWORD (of either byte order), or of a REG_QWORD that fits.</summary>
    /// <returns>Null for another type, too little data, or too large a number.</returns>
    /// <exception cref="DiskFormatException">The data cannot be read.</exception>
    public uint? AsUInt32() => AsUInt64() is ulong number and <= uint.MaxValue ? (uint)number : null;

    /// <summary>The number of a REG_QWORD, or of a REG_DWORD of either byte order.</summary>
    /// <returns>Null for another type, or too little data.</returns>
    /// <exception cref="DiskFormatException">The data cannot be read.</exception>
    public ulong? AsUInt64() => Type switch
    {
        RegistryValueType.DWord when Length >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(GetData(stackalloc byte[ShortLength])),
        RegistryValueType.DWordBigEndian when Length >= 4 => BinaryPrimitives.ReadUInt32BigEndian(GetData(stackalloc byte[ShortLength])),
        RegistryValueType.QWord when Length >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(GetData(stackalloc byte[ShortLength])),
        _ => null,
    };

    /// <summary>The data, in <paramref name="room"/> where that is long enough: thousands of numbers and short texts are read.</summary>
    private ReadOnlySpan<byte> GetData(Span<byte> room)
    {
        if (Length > room.Length) return GetData();
        Span<byte> data = room.Slice(0, Length);
        ValueData.ReadShort(_cells, _node, data);
        return data;
    }

    private bool IsText
        => Type is RegistryValueType.String or RegistryValueType.ExpandString or RegistryValueType.Link or RegistryValueType.MultiString;
}
