namespace AzLegacyOs.Disks.Registry;

/// <summary>Tells which offsets of a list came before. Nearly all lists are so short that looking through them costs less than a set.</summary>
/// <param name="expected">How many the list says that it has.</param>
internal sealed class SeenOffsets(uint expected)
{
    private const int Few = 512;

    private readonly uint[] _few = new uint[Math.Min(expected, Few)];

    // Code for sets of long is compiled before it runs, that of uint is not.
    private HashSet<long>? _many;

    /// <summary>How many different ones there were.</summary>
    public int Count { get; private set; }

    /// <summary>Remembers one.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(uint offset)
    {
        if (_many is null && _few.AsSpan(0, Count).IndexOf(offset) >= 0) return false;
        if (_many is null && Count < _few.Length)
        {
            _few[Count++] = offset;
            return true;
        }

        _many ??= [.. _few];
        if (!_many.Add(offset)) return false;
        Count++;
        return true;
    }
}
