using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The list of the values of a key: bare offsets, in no order.</summary>
/// <remarks>Gone through thousands of times for each hive: code for sets and lists of long is compiled before it runs, that of uint is not.</remarks>
internal static class ValueList
{
    private const int MaxValues = 1_000_000;

    /// <summary>The offsets of the values, each once. What cannot be read is left out and told to <paramref name="onProblem"/>.</summary>
    public static uint[] Read(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        // Such a key keeps the handle where other keys keep the number of their values.
        if (key.ValueCount == 0 || (key.Flags & KeyNodeFlags.PredefinedHandle) != 0) return [];

        try
        {
            HiveCell cell = cells.Find(key.ValueList, $"the list of the values of '{key.Name}'");
            int room = Math.Min(cell.Length / 4, MaxValues);
            int count = (int)Math.Min(key.ValueCount, (uint)room);
            if (count < key.ValueCount)
                onProblem(cells.Bad(cell.Offset, $"the key '{key.Name}' says that it has {key.ValueCount} values, but their list has room for {room}"));

            byte[] elements = cells.Read(cell, 0, count * 4);
            uint[] offsets = new uint[count];
            int kept = 0;
            var seen = new HashSet<long>();
            for (int i = 0; i < count; i++)
            {
                uint offset = BinaryPrimitives.ReadUInt32LittleEndian(elements.AsSpan(i * 4));
                if (seen.Add(offset)) offsets[kept++] = offset;
                else onProblem(cells.Bad(cell.Offset, $"the list names the value at {offset} twice"));
            }

            return kept == count ? offsets : offsets.AsSpan(0, kept).ToArray();
        }
        catch (DiskFormatException problem)
        {
            onProblem(problem);
            return [];
        }
    }
}
