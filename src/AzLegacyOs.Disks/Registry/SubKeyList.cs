using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The list of the subkeys of a key: one leaf ("li", "lf" or "lh"), or an index of leaves ("ri").</summary>
/// <remarks>Like <see cref="ValueList"/>: arrays of offsets, and sets of long.</remarks>
internal static class SubKeyList
{
    /// <summary>More than any real key has; an index could otherwise claim four thousand million.</summary>
    private const int MaxSubKeys = 1_000_000;

    /// <summary>The offsets of the subkeys in the order of the list, each once. A damaged leaf is left out and told to <paramref name="onProblem"/>.</summary>
    public static IEnumerable<uint> Read(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        if (key.SubKeyCount == 0) yield break;

        var seen = new HashSet<long>();
        foreach (uint leaf in ReadIndex(cells, key, onProblem))
        {
            foreach (uint subKey in ReadLeaf(cells, leaf, onProblem))
            {
                if (seen.Count == MaxSubKeys)
                {
                    onProblem(cells.Bad(leaf, $"a key lists more than {MaxSubKeys} subkeys; the rest is left out"));
                    yield break;
                }

                if (seen.Add(subKey)) yield return subKey;
                else onProblem(cells.Bad(leaf, $"the list names the subkey at {subKey} twice"));
            }
        }

        if (seen.Count != key.SubKeyCount)
            onProblem(cells.Bad(key.Offset, $"the key '{key.Name}' says that it has {key.SubKeyCount} subkeys, but {seen.Count} are listed"));
    }

    private static uint[] ReadIndex(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        try
        {
            HiveCell cell = cells.Find(key.SubKeyList, $"the list of the subkeys of '{key.Name}'");
            byte[] header = cells.Read(cell, 0, 4);
            if (header[0] != 'r' || header[1] != 'i') return [key.SubKeyList];

            uint[] leaves = ReadOffsets(cells, cell, header, 4, onProblem);
            var seen = new HashSet<long>();
            return Array.FindAll(leaves, leaf =>
            {
                bool isNew = seen.Add(leaf);
                if (!isNew) onProblem(cells.Bad(cell.Offset, $"the index names the list at {leaf} twice"));
                return isNew;
            });
        }
        catch (DiskFormatException problem)
        {
            onProblem(problem);
            return [];
        }
    }

    private static uint[] ReadLeaf(HiveCells cells, uint offset, Action<DiskFormatException> onProblem)
    {
        try
        {
            HiveCell cell = cells.Find(offset, "a list of subkeys");
            byte[] header = cells.Read(cell, 0, 4);
            int width = (header[0], header[1]) switch
            {
                ((byte)'l', (byte)'i') => 4,
                ((byte)'l', (byte)'f') or ((byte)'l', (byte)'h') => 8,
                _ => throw cells.Bad(offset, "a list of subkeys should be here, but its signature is missing"),
            };
            return ReadOffsets(cells, cell, header, width, onProblem);
        }
        catch (DiskFormatException problem)
        {
            onProblem(problem);
            return [];
        }
    }

    /// <summary>Reads the offsets at the start of each element; as many as the cell can hold.</summary>
    private static uint[] ReadOffsets(HiveCells cells, HiveCell cell, byte[] header, int width, Action<DiskFormatException> onProblem)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(2));
        int room = (cell.Length - 4) / width;
        if (count > room)
        {
            onProblem(cells.Bad(cell.Offset, $"the list says that it has {count} elements, but its cell has room for {room}"));
            count = room;
        }

        byte[] elements = cells.Read(cell, 4, count * width);
        var offsets = new uint[count];
        for (int i = 0; i < count; i++) offsets[i] = BinaryPrimitives.ReadUInt32LittleEndian(elements.AsSpan(i * width));
        return offsets;
    }
}
