namespace AzLegacyOs.Disks.Registry;

/// <summary>A registry key. Its subkeys and values are read when they are asked for.</summary>
/// <remarks>
/// Damage is told apart from absence: a look-up returns null only where the whole list could be read and the name is not in it.
/// Listing leaves out what cannot be read and records it in <see cref="RegistryHive.Problems"/>.
/// </remarks>
public sealed class RegistryKey
{
    /// <summary>As deep as Windows lets keys be nested.</summary>
    private const int MaxDepth = 512;

    /// <summary>A list with more bad elements than this is given up.</summary>
    private const int MaxBadElements = 1000;

    private readonly RegistryHive _hive;
    private readonly KeyNode _node;
    private readonly RegistryKey? _parent;
    private readonly int _depth;
    private readonly bool _isBelowStray;

    private KeptItems<RegistryKey>? _subKeys;
    private KeptItems<RegistryValue>? _values;

    internal RegistryKey(RegistryHive hive, KeyNode node)
    {
        _hive = hive;
        _node = node;
    }

    private RegistryKey(RegistryKey parent, KeyNode node, bool isBelowStray)
    {
        _hive = parent._hive;
        _node = node;
        _parent = parent;
        _depth = parent._depth + 1;
        _isBelowStray = isBelowStray;
    }

    /// <summary>The name of the key; that of the root tells little ("ROOT", "$$$PROTO.HIV").</summary>
    public string Name => _node.Name;

    /// <summary>The names from below the root to this key, separated by '\'; empty for the root.</summary>
    public string Path => _parent is null ? "" : _parent._parent is null ? Name : _parent.Path + '\\' + Name;

    /// <summary>The class name, or null: few keys have one.</summary>
    public string? ClassName
    {
        get
        {
            if (_node.ClassNameLength == 0 || _node.ClassName == HiveCells.None) return null;
            try
            {
                HiveCell cell = _hive.Cells.Find(_node.ClassName, "the class name of", Name);
                return RegistryText.FromUtf16(_hive.Cells.Read(cell, 0, _node.ClassNameLength));
            }
            catch (DiskFormatException problem)
            {
                _hive.Record(problem);
                return null;
            }
        }
    }

    /// <summary>When the key was last changed (UTC), or null where no possible date is stored.</summary>
    public DateTime? LastWritten => RegistryText.ToDateTime(_node.LastWritten);

    /// <summary>Whether the key stands for another one, named in its value "SymbolicLinkValue". Links are not followed.</summary>
    public bool IsSymbolicLink => (_node.Flags & KeyNodeFlags.SymbolicLink) != 0;

    /// <summary>Whether the key stands for one of the predefined keys of the system; it has no values of its own.</summary>
    public bool IsPredefinedHandle => (_node.Flags & KeyNodeFlags.PredefinedHandle) != 0;

    /// <summary>The subkeys in the order of the hive.</summary>
    /// <exception cref="IOException">The medium could not be read. (Damage is recorded, not thrown.)</exception>
    public IEnumerable<RegistryKey> SubKeys => ListSubKeys(_hive.Recorder);

    /// <summary>The values in the order of the hive.</summary>
    /// <exception cref="IOException">The medium could not be read. (Damage is recorded, not thrown.)</exception>
    public IEnumerable<RegistryValue> Values => ListValues(_hive.Recorder);

    /// <summary>Finds a key below this one, without regard to case.</summary>
    /// <param name="path">Names separated by '\'; empty for this key itself.</param>
    /// <returns>The key, or null where it does not exist.</returns>
    /// <exception cref="DiskFormatException">The key was not found, and damage may be the reason.</exception>
    public RegistryKey? OpenSubKey(string path)
    {
        RegistryKey? key = this;
        int end;
        for (int start = 0; key is not null && start < path.Length; start = end + 1)
        {
            end = path.IndexOf('\\', start);
            if (end < 0) end = path.Length;
            if (end > start) key = key.FindSubKey(path.Substring(start, end - start));
        }

        return key;
    }

    /// <summary>Finds a value of this key, without regard to case.</summary>
    /// <param name="name">The name; empty for the default value.</param>
    /// <returns>The value, or null where it does not exist.</returns>
    /// <exception cref="DiskFormatException">The value was not found, and damage may be the reason.</exception>
    public RegistryValue? GetValue(string name)
    {
        _values ??= new KeptItems<RegistryValue>(_hive, ListValues, value => value.Name);
        if (_values.Find(name) is { } found) return found;
        return _values.Damage is { } damage ? throw NotFound("value", name, damage) : null;
    }

    private RegistryKey? FindSubKey(string name)
    {
        _subKeys ??= new KeptItems<RegistryKey>(_hive, ListSubKeys, key => key.Name);
        if (_subKeys.Find(name) is { } found) return found;
        return _subKeys.Damage is { } damage ? throw NotFound("key", name, damage) : null;
    }

    private DiskFormatException NotFound(string what, string name, DiskFormatException damage)
        => new(damage.SourceName, damage.Offset, $"the {what} '{name}' was not found below '{Path}', which cannot be read whole: {damage.Reason}", damage);

    private IEnumerable<RegistryKey> ListSubKeys(Action<DiskFormatException> onProblem)
    {
        int bad = 0;
        foreach (uint offset in SubKeyList.Read(_hive.Cells, _node, onProblem))
        {
            RegistryKey? key = null;
            try
            {
                key = ReadSubKey(offset);
            }
            catch (DiskFormatException problem)
            {
                onProblem(problem);
                bad++;
            }

            if (key is not null) yield return key;
            if (bad > MaxBadElements)
            {
                onProblem(_hive.Cells.Bad(_node.SubKeyList, $"more than {MaxBadElements} of the subkeys of '{Name}' cannot be read; the rest is left out"));
                yield break;
            }
        }
    }

    private IEnumerable<RegistryValue> ListValues(Action<DiskFormatException> onProblem)
    {
        int bad = 0;
        foreach (uint offset in ValueList.Read(_hive.Cells, _node, onProblem))
        {
            RegistryValue? value = null;
            try
            {
                value = new RegistryValue(_hive.Cells, ValueNode.Read(_hive.Cells, offset));
            }
            catch (DiskFormatException problem)
            {
                onProblem(problem);
                bad++;
            }

            if (value is not null) yield return value;
            if (bad > MaxBadElements)
            {
                onProblem(_hive.Cells.Bad(_node.ValueList, $"more than {MaxBadElements} of the values of '{Name}' cannot be read; the rest is left out"));
                yield break;
            }
        }
    }

    private RegistryKey ReadSubKey(uint offset)
    {
        for (RegistryKey? ancestor = this; ancestor is not null; ancestor = ancestor._parent)
        {
            if (ancestor._node.Offset == offset) throw _hive.Cells.Bad(offset, $"the key '{ancestor.Name}' is listed below itself");
        }

        if (_depth == MaxDepth) throw _hive.Cells.Bad(offset, $"keys are nested deeper than {MaxDepth} levels");

        KeyNode node = KeyNode.Read(_hive.Cells, offset);
        bool isStray = node.Parent != _node.Offset;
        if (isStray) AcceptStray(node);
        return new RegistryKey(this, node, _isBelowStray || isStray);
    }

    /// <summary>
    /// A key names its parent, so that each key is listed once however the lists are damaged. One that names another parent is
    /// still shown, since that is more likely a damaged number than a wrong list; but few of them, and none below another,
    /// lest lists that share keys make a walk endless.
    /// </summary>
    private void AcceptStray(KeyNode node)
    {
        DiskFormatException problem = _hive.Cells.Bad(node.Offset, $"the key '{node.Name}' is listed below '{Name}', but names another key as its parent");
        if (_isBelowStray || !_hive.TryAdopt(_node.Offset, node.Offset)) throw problem;
        _hive.Record(problem);
    }
}
