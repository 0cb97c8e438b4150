using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>A cell in use: where it is and how many bytes of content it has.</summary>
internal readonly record struct HiveCell(uint Offset, int Length);

/// <summary>The cells of a hive: every structure lives in one, and structures refer to each other by the offsets of cells.</summary>
internal sealed class HiveCells
{
    /// <summary>The offset that means "none".</summary>
    public const uint None = uint.MaxValue;

    private const int SizeLength = 4;
    private const int OffsetsAtOnce = 64;

    private readonly HiveBins _bins;

    public HiveCells(HiveBins bins)
    {
        _bins = bins;
    }

    /// <summary>Makes the exception for a cell.</summary>
    public DiskFormatException Bad(uint offset, string reason) => _bins.Bad(offset, reason);

    /// <summary>Finds a cell.</summary>
    /// <param name="offset">Where another structure says that it is.</param>
    /// <param name="what">What it should hold, for messages: "the list of the values of".</param>
    /// <param name="name">The key or value that it belongs to, where <paramref name="what"/> goes on with it.</param>
    /// <exception cref="DiskFormatException">There is no cell in use there.</exception>
    public HiveCell Find(uint offset, string what, string? name = null)
    {
        if (offset == None) throw Bad(0, $"{What()} is missing: nothing refers to it");
        if (offset % 8 != 0 || offset > _bins.Size - SizeLength)
            throw Bad(offset, $"{What()} should be here, but no cell can begin here (the bins have {_bins.Size} bytes)");

        Span<byte> header = stackalloc byte[SizeLength];
        _bins.Read(offset, header);
        long size = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (size >= 0) throw Bad(offset, $"{What()} should be here, but the cell is not in use");
        if (-size < 8 || -size > _bins.Size - offset)
            throw Bad(offset, $"{What()} should be here, but the size of the cell ({-size}) is not possible");
        return new HiveCell(offset, (int)(-size - SizeLength));

        string What() => name is null ? what : $"{what} '{name}'";
    }

    /// <summary>Reads part of the content of a cell.</summary>
    /// <exception cref="DiskFormatException">The cell is shorter.</exception>
    public byte[] Read(HiveCell cell, int start, int count)
    {
        CheckRoom(cell, start + (long)count);
        var bytes = new byte[count];
        ReadInto(cell, start, bytes);
        return bytes;
    }

    /// <exception cref="DiskFormatException">The cell is shorter.</exception>
    public void CheckRoom(HiveCell cell, long length)
    {
        if (length > cell.Length) throw Bad(cell.Offset, $"{length} bytes should be here, but the cell has {cell.Length}");
    }

    /// <summary>Reads the offsets with which the elements of a list begin.</summary>
    /// <param name="cell">The cell, which is known to be long enough.</param>
    /// <param name="start">Where the first element is.</param>
    /// <param name="count">How many elements there are.</param>
    /// <param name="width">Length of an element in bytes.</param>
    public uint[] ReadOffsets(HiveCell cell, int start, int count, int width)
    {
        var offsets = new uint[count];
        Span<byte> elements = stackalloc byte[Math.Min(count, OffsetsAtOnce) * width];
        for (int first = 0; first < count; first += OffsetsAtOnce)
        {
            int step = Math.Min(OffsetsAtOnce, count - first);
            ReadInto(cell, start + (first * width), elements.Slice(0, step * width));
            for (int i = 0; i < step; i++) offsets[first + i] = BinaryPrimitives.ReadUInt32LittleEndian(elements.Slice(i * width));
        }

        return offsets;
    }

    /// <summary>Reads the name at the end of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="start">Where the name starts.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="isLatin1">Whether it is stored as Latin-1, not as UTF-16.</param>
    /// <param name="what">What has the name, for messages: "key".</param>
    /// <exception cref="DiskFormatException">The cell is shorter.</exception>
    public string ReadName(HiveCell cell, int start, int length, bool isLatin1, string what)
    {
        if (length > cell.Length - start) throw Bad(cell.Offset, $"the name of the {what} ({length} bytes) reaches beyond its cell ({cell.Length} bytes)");
        Span<byte> name = length <= RegistryText.ShortLength ? stackalloc byte[length] : new byte[length];
        ReadInto(cell, start, name);
        return isLatin1 ? RegistryText.FromLatin1(name) : RegistryText.FromUtf16(name);
    }

    /// <summary>Reads part of the content of a cell that is known to be long enough.</summary>
    public void ReadInto(HiveCell cell, int start, Span<byte> buffer) => _bins.Read(cell.Offset + SizeLength + (long)start, buffer);
}
