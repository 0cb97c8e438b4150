using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>Where the data of a value is kept: in place, in a cell, or in segments ("db").</summary>
internal static class ValueData
{
    /// <summary>16 MiB. Windows advises against more than 1 MiB; the largest real values seen have a few.</summary>
    public const int MaxLength = 16 << 20;

    private const int SegmentLength = 16344;

    /// <exception cref="DiskFormatException">The data is not where the value says, or is longer than 16 MiB.</exception>
    public static byte[] Read(HiveCells cells, ValueNode value)
    {
        int length = value.DataLength;
        if (length > MaxLength && !value.IsInPlace)
            throw cells.Bad(value.Offset, $"the value says that it has {length} bytes of data, more than {MaxLength} are not read");
        if (value.IsInPlace || length <= SegmentLength)
        {
            CheckInPlace(cells, value);
            var data = new byte[length];
            ReadShort(cells, value, data);
            return data;
        }

        // Segments came with format 1.4; before, a cell took any length. The length of the cell tells without trusting the version.
        HiveCell cell = FindCell(cells, value);
        return cell.Length < length ? ReadSegments(cells, cell, length) : cells.Read(cell, 0, length);
    }

    /// <summary>Reads data that is too short for segments.</summary>
    /// <param name="cells">The cells of the hive.</param>
    /// <param name="value">The value.</param>
    /// <param name="data">As long as the data is.</param>
    /// <exception cref="DiskFormatException">The data is not where the value says.</exception>
    public static void ReadShort(HiveCells cells, ValueNode value, Span<byte> data)
    {
        if (value.IsInPlace)
        {
            CheckInPlace(cells, value);
            value.CopyDataInPlace(data);
        }
        else if (data.Length > 0)
        {
            HiveCell cell = FindCell(cells, value);
            cells.CheckRoom(cell, data.Length);
            cells.ReadInto(cell, 0, data);
        }
    }

    private static HiveCell FindCell(HiveCells cells, ValueNode value) => cells.Find(value.DataOffset, "the data of the value", value.Name);

    private static void CheckInPlace(HiveCells cells, ValueNode value)
    {
        if (value.IsInPlace && value.DataLength > sizeof(uint))
            throw cells.Bad(value.Offset, $"the value says that {value.DataLength} bytes of data are in a place of four");
    }

    private static byte[] ReadSegments(HiveCells cells, HiveCell cell, int length)
    {
        byte[] header = cells.Read(cell, 0, Math.Min(8, cell.Length));
        if (header.Length < 8 || header[0] != 'd' || header[1] != 'b')
            throw cells.Bad(cell.Offset, $"the data ({length} bytes) should be here in segments, but the signature 'db' is missing");

        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(2));
        if (count != (length + SegmentLength - 1) / SegmentLength)
            throw cells.Bad(cell.Offset, $"{count} segments cannot hold {length} bytes of data");
        HiveCell list = cells.Find(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)), "the list of the segments of a value");
        byte[] offsets = cells.Read(list, 0, count * 4);

        var data = new byte[length];
        for (int i = 0; i < count; i++)
        {
            HiveCell segment = cells.Find(BinaryPrimitives.ReadUInt32LittleEndian(offsets.AsSpan(i * 4)), "a segment of the data of a value");
            int start = i * SegmentLength;
            int wanted = Math.Min(SegmentLength, length - start);
            if (segment.Length < wanted)
                throw cells.Bad(segment.Offset, $"a segment of {wanted} bytes should be here, but the cell has {segment.Length}");
            cells.ReadInto(segment, 0, data.AsSpan(start, wanted));
        }

        return data;
    }
}
