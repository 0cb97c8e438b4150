namespace AzLegacyOs.Disks.Images;

/// <summary>The most recently used of numbered pieces. Safe on any thread.</summary>
internal sealed class RecentPieces<T>(int capacity)
    where T : class
{
    private readonly Dictionary<long, LinkedListNode<Entry>> _nodes = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>A piece that is at hand, else null.</summary>
    public T? Find(long number)
    {
        lock (_nodes)
        {
            if (!_nodes.TryGetValue(number, out LinkedListNode<Entry>? node)) return null;
            if (node.Previous is not null)
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }

            return node.Value.Piece;
        }
    }

    /// <summary>Whether a piece is at hand; does not count as a use.</summary>
    public bool Has(long number)
    {
        lock (_nodes) return _nodes.ContainsKey(number);
    }

    /// <summary>Keeps a piece, in place of the one that was used longest ago where there is no room.</summary>
    public void Add(long number, T piece)
    {
        lock (_nodes)
        {
            if (_nodes.ContainsKey(number)) return;
            _ = MakeRoom();
            _nodes.Add(number, _byUse.AddFirst(new Entry(number, piece)));
        }
    }

    /// <summary>Gives up the piece that was used longest ago where there is no room for another one, else null.</summary>
    public T? MakeRoom()
    {
        lock (_nodes)
        {
            if (_nodes.Count < capacity) return null;
            Entry oldest = _byUse.Last!.Value;
            _nodes.Remove(oldest.Number);
            _byUse.RemoveLast();
            return oldest.Piece;
        }
    }

    /// <summary>Lets all pieces go.</summary>
    /// <param name="release">Takes each of them.</param>
    public void Clear(Action<T> release)
    {
        lock (_nodes)
        {
            foreach (Entry entry in _byUse) release(entry.Piece);
            _nodes.Clear();
            _byUse.Clear();
        }
    }

    // A class, because the code for a list of classes is compiled already, and that for a list of new structures is not.
    private sealed class Entry(long number, T piece)
    {
        public long Number => number;

        public T Piece => piece;
    }
}
