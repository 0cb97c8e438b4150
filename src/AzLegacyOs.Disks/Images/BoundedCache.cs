namespace AzLegacyOs.Disks.Images;

/// <summary>Keeps the most recently used pieces of an image (tables, bitmaps, unpacked clusters) up to a number of them.</summary>
internal sealed class BoundedCache<T>(int capacity, Func<long, T> load)
    where T : class
{
    private readonly Dictionary<long, LinkedListNode<Entry>> _nodes = [];
    private readonly LinkedList<Entry> _byUse = new();
    private readonly object _gate = new();

    /// <summary>The piece with this number, loaded when it is not at hand.</summary>
    public T Get(long number)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(number, out LinkedListNode<Entry>? known))
            {
                if (known.Previous is not null)
                {
                    _byUse.Remove(known);
                    _byUse.AddFirst(known);
                }

                return known.Value.Piece;
            }

            T piece = load(number);
            if (_nodes.Count >= capacity)
            {
                _nodes.Remove(_byUse.Last!.Value.Number);
                _byUse.RemoveLast();
            }

            _nodes.Add(number, _byUse.AddFirst(new Entry(number, piece)));
            return piece;
        }
    }

    // A class, because the code for a list of classes is compiled already, and that for a list of new structures is not.
    private sealed class Entry(long number, T piece)
    {
        public long Number => number;

        public T Piece => piece;
    }
}
