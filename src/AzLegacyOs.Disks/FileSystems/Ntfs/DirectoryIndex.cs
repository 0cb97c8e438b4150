using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>The index of a directory: a B-tree of names, its root in the file record and the rest in index blocks.</summary>
/// <remarks>The nodes that were read last are kept: files are looked for in the same few directories again and again.</remarks>
internal sealed class DirectoryIndex
{
    private const string IndexName = "$I30";
    private const uint BlockSignature = 0x58444E49; // INDX
    private const int RootHeaderOffset = 16;
    private const int BlockHeaderOffset = 24;
    private const int MaxRootSize = 64 << 10;

    /// <summary>A tree this deep would hold more files than NTFS can.</summary>
    private const int MaxDepth = 32;

    private const int NodeCapacity = 32;

    private readonly NtfsFile _directory;
    private readonly byte[] _root;
    private readonly ByteSource? _blocks;
    private readonly int _blockSize;
    private readonly int _vcnUnit;
    private readonly BoundedCache<List<IndexEntry>> _nodes;
    private List<IndexEntry>? _rootEntries;

    /// <summary>Opens the index.</summary>
    /// <exception cref="DiskFormatException">The root of the index cannot be read.</exception>
    public DirectoryIndex(NtfsVolume volume, NtfsFile directory)
    {
        _directory = directory;
        AttributeData root = directory.Find(AttributeType.IndexRoot, IndexName) ?? throw directory.Record.Fault(0, "a directory without an index");
        _root = root.ReadAll(MaxRootSize);
        if (_root.Length < RootHeaderOffset + 16 || _root.U32(0) != (uint)AttributeType.FileName) throw directory.Record.Fault(0, "the index of a directory is not one of names");
        if (!NtfsBootSector.IsIndexBlockSize(_root.U32(8))) throw directory.Record.Fault(0, $"the index blocks are said to be {_root.U32(8)} bytes long");
        _blockSize = (int)_root.U32(8);
        // Numbers of index blocks count clusters, or 512 bytes where a cluster holds more than one block.
        _vcnUnit = volume.ClusterSize <= _blockSize ? volume.ClusterSize : 512;
        _blocks = directory.Find(AttributeType.IndexAllocation, IndexName)?.Open(volume.Name, isMetadata: true);
        _nodes = new BoundedCache<List<IndexEntry>>(NodeCapacity, vcn => Parse(ReadBlock(vcn), BlockHeaderOffset));
    }

    /// <summary>All entries in the order of the tree. A node that cannot be read is left out with everything below it.</summary>
    /// <param name="onProblem">Is told of each such node.</param>
    public IEnumerable<IndexEntry> Enumerate(Action<DiskFormatException> onProblem)
    {
        var visited = new HashSet<long>();
        var path = new Stack<Cursor>();
        if (TryLoad(null, visited, 0, onProblem) is { } root) path.Push(new Cursor(root));
        while (path.Count > 0)
        {
            Cursor cursor = path.Peek();
            if (cursor.Position == cursor.Entries.Count)
            {
                path.Pop();
                continue;
            }

            IndexEntry entry = cursor.Entries[cursor.Position];
            if (entry.SubnodeVcn is { } vcn && !cursor.SubnodeDone)
            {
                cursor.SubnodeDone = true;
                if (TryLoad(vcn, visited, path.Count, onProblem) is { } below) path.Push(new Cursor(below));
                continue;
            }

            cursor.Position++;
            cursor.SubnodeDone = false;
            if (entry.Key is not null) yield return entry;
        }
    }

    /// <summary>Finds the entries whose name equals <paramref name="name"/> without regard to case, along the order of the tree.</summary>
    /// <param name="name">The name.</param>
    /// <param name="upCase">The rules of the volume.</param>
    /// <param name="matches">Takes the entries.</param>
    /// <returns>False where the tree is damaged or out of order, so that only looking at every entry gives an answer.</returns>
    public bool TrySearch(string name, UpCaseTable upCase, List<IndexEntry> matches)
    {
        try
        {
            return TrySearch(null, name, upCase, matches, [], 0);
        }
        catch (DiskFormatException)
        {
            return false;
        }
    }

    private bool TrySearch(long? vcn, string name, UpCaseTable upCase, List<IndexEntry> matches, HashSet<long> visited, int depth)
    {
        string? previous = null;
        foreach (IndexEntry entry in Load(vcn, visited, depth))
        {
            if (entry.Key is { } key)
            {
                if (previous is not null && upCase.Compare(previous, key.Name) > 0) return false;
                previous = key.Name;
            }

            int order = entry.Key is null ? -1 : upCase.Compare(name, entry.Key.Name);
            if (order > 0) continue;
            // Names that differ only in case can continue in the node before an equal one.
            if (entry.SubnodeVcn is { } below && !TrySearch(below, name, upCase, matches, visited, depth + 1)) return false;
            if (order < 0) break;
            matches.Add(entry);
        }

        return true;
    }

    private List<IndexEntry>? TryLoad(long? vcn, HashSet<long> visited, int depth, Action<DiskFormatException> onProblem)
    {
        try
        {
            return Load(vcn, visited, depth);
        }
        catch (DiskFormatException problem)
        {
            onProblem(problem);
            return null;
        }
    }

    private List<IndexEntry> Load(long? vcn, HashSet<long> visited, int depth)
    {
        if (vcn is { } number && !visited.Add(number)) throw _directory.Record.Fault(0, $"the index comes back to block {number}");
        if (depth > MaxDepth) throw _directory.Record.Fault(0, $"the index is more than {MaxDepth} nodes deep");
        return vcn is { } block ? _nodes.Get(block) : _rootEntries ??= Parse(_root, RootHeaderOffset);
    }

    private List<IndexEntry> Parse(byte[] bytes, int header)
    {
        var entries = new List<IndexEntry>();
        return IndexNode.Parse(bytes, header, entries) is { } fault ? throw _directory.Record.Fault(0, fault) : entries;
    }

    private byte[] ReadBlock(long vcn)
    {
        if (_blocks is null) throw _directory.Record.Fault(0, "the index has no blocks, but an entry refers to one");
        if (vcn < 0 || vcn > (_blocks.Length - _blockSize) / _vcnUnit) throw _directory.Record.Fault(0, $"index block {vcn} does not exist");
        byte[] block = _blocks.ReadBytes(vcn * _vcnUnit, _blockSize);
        if (block.U32(0) != BlockSignature) throw _directory.Record.Fault(0, $"index block {vcn} lacks its signature");
        if (FixUp.Apply(block) is { } fault) throw _directory.Record.Fault(0, $"index block {vcn}: {fault}");
        if (block.I64(16) != vcn) throw _directory.Record.Fault(0, $"index block {vcn} says that it is block {block.I64(16)}");
        return block;
    }

    private sealed class Cursor(List<IndexEntry> entries)
    {
        public List<IndexEntry> Entries { get; } = entries;

        public int Position { get; set; }

        public bool SubnodeDone { get; set; }
    }
}
