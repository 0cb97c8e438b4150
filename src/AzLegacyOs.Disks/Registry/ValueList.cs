using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The list of the values of a key: bare offsets, in no order.</summary>
/// <remarks>Gone through thousands of times for each hive: code for sets of long is compiled before it runs, that of uint is not.</remarks>
internal static class ValueList
{
    private const int MaxValues = 1_000_000;

    /// <summary>The offsets of the values, each once. What cannot be read is left out and told to <paramref name="onProblem"/>.</summary>
    public static IEnumerable<uint> Read(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        // Such a key keeps the handle where other keys keep the number of their values.
        if (key.ValueCount == 0 || (key.Flags & KeyNodeFlags.PredefinedHandle) != 0) yield break;

        var seen = new HashSet<long>();
        foreach (uint offset in ReadAll(cells, key, onProblem))
        {
            if (seen.Add(offset)) yield return offset;
            else onProblem(cells.Bad(key.ValueList, $"the list names the value at {offset} twice"));
        }
    }

    private static uint[] ReadAll(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        try
        {
            HiveCell cell = cells.Find(key.ValueList, $"the list of the values of '{key.Name}'");
            int room = Math.Min(cell.Length / 4, MaxValues);
            int count = (int)Math.Min(key.ValueCount, (uint)room);
            if (count < key.ValueCount)
                onProblem(cells.Bad(cell.Offset, $"the key '{key.Name}' says that it has {key.ValueCount} values, but their list has room for {room}"));

            byte[] elements = cells.Read(cell, 0, count * 4);
            var offsets = new uint[count];
            for (int i = 0; i < count; i++) offsets[i] = BinaryPrimitives.ReadUInt32LittleEndian(elements.AsSpan(i * 4));
            return offsets;
        }
        catch (DiskFormatException problem)
        {
            onProblem(problem);
            return [];
        }
    }
}
