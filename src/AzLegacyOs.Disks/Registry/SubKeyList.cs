using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry;

/// <summary>The list of the subkeys of a key: one leaf ("li", "lf" or "lh"), or an index of leaves ("ri").</summary>
internal static class SubKeyList
{
    /// <summary>More than any real key has; an index could otherwise claim four thousand million.</summary>
    private const int MaxSubKeys = 1_000_000;

    /// <summary>Signature and number of elements; no cell has less room.</summary>
    private const int HeaderLength = 4;

    /// <summary>The offsets of the subkeys in the order of the list, each once. A damaged leaf is left out and told to <paramref name="onProblem"/>.</summary>
    public static IEnumerable<uint> Read(HiveCells cells, KeyNode key, Action<DiskFormatException> onProblem)
    {
        if (key.SubKeyCount == 0) yield break;

        var seen = new SeenOffsets(key.SubKeyCount);
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
            HiveCell cell = cells.Find(key.SubKeyList, "the list of the subkeys of", key.Name);
            Span<byte> header = stackalloc byte[HeaderLength];
            cells.ReadInto(cell, 0, header);
            if (header[0] != 'r' || header[1] != 'i') return [key.SubKeyList];

            uint[] leaves = ReadOffsets(cells, cell, header, 4, onProblem);
            var seen = new SeenOffsets((uint)leaves.Length);
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
            Span<byte> header = stackalloc byte[HeaderLength];
            cells.ReadInto(cell, 0, header);
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
    private static uint[] ReadOffsets(HiveCells cells, HiveCell cell, ReadOnlySpan<byte> header, int width, Action<DiskFormatException> onProblem)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(2));
        int room = (cell.Length - HeaderLength) / width;
        if (count > room)
        {
            onProblem(cells.Bad(cell.Offset, $"the list says that it has {count} elements, but its cell has room for {room}"));
            count = room;
        }

        return cells.ReadOffsets(cell, HeaderLength, count, width);
    }
}
