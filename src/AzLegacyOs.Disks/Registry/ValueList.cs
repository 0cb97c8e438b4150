namespace AzLegacyOs.Disks.Registry;

/// <summary>The list of the values of a key: bare offsets, in no order.</summary>
internal static class ValueList
{
    private const int MaxValues = 1_000_000;

    /// <summary>The offsets of the values, each once. What cannot be read is left out and told to <paramref name="onProblem"/>.</summary>
    public static IEnumerable<uint> Read(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        // Such a key keeps the handle where other keys keep the number of their values.
        if (key.ValueCount == 0 || (key.Flags & KeyNodeFlags.PredefinedHandle) != 0) yield break;

        var seen = new SeenOffsets(key.ValueCount);
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
            HiveCell cell = cells.Find(key.ValueList, "the list of the values of", key.Name);
            int room = Math.Min(cell.Length / 4, MaxValues);
            int count = (int)Math.Min(key.ValueCount, (uint)room);
            if (count < key.ValueCount)
                onProblem(cells.Bad(cell.Offset, $"the key '{key.Name}' says that it has {key.ValueCount} values, but their list has room for {room}"));

            return cells.ReadOffsets(cell, 0, count, sizeof(uint));
        }
        catch (DiskFormatException problem)
        {
            onProblem(problem);
            return [];
        }
    }
}
