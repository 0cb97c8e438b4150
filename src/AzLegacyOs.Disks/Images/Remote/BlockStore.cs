namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>The most recently used blocks of a remote file. Safe on any thread.</summary>
internal sealed class BlockStore(int capacity)
{
    private readonly Dictionary<long, LinkedListNode<(long Number, byte[] Block)>> _nodes = [];
    private readonly LinkedList<(long Number, byte[] Block)> _byUse = new();

    /// <summary>A block that is at hand, else null.</summary>
    public byte[]? Find(long number)
    {
        lock (_nodes)
        {
            if (!_nodes.TryGetValue(number, out LinkedListNode<(long Number, byte[] Block)>? node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Block;
        }
    }

    /// <summary>Whether a block is at hand; does not count as a use.</summary>
    public bool Has(long number)
    {
        lock (_nodes) return _nodes.ContainsKey(number);
    }

    /// <summary>Keeps a block, in place of the one that was used longest ago where there is no room.</summary>
    public void Add(long number, byte[] block)
    {
        lock (_nodes)
        {
            if (_nodes.ContainsKey(number)) return;
            if (_nodes.Count >= capacity)
            {
                _nodes.Remove(_byUse.Last!.Value.Number);
                _byUse.RemoveLast();
            }

            _nodes.Add(number, _byUse.AddFirst((number, block)));
        }
    }
}
