namespace AzLegacyOs.Disks.Registry;

/// <summary>
/// The subkeys or the values of a key, kept for the next look-up: a service is asked for ten of its values one after the other, and
/// hundreds of settings lie below the same few keys.
/// </summary>
/// <param name="hive">Says how much may be kept.</param>
/// <param name="list">Lists the items from the first one on, and tells what cannot be read.</param>
/// <param name="nameOf">The name of an item.</param>
internal sealed class KeptItems<T>(RegistryHive hive, Func<Action<DiskFormatException>, IEnumerable<T>> list, Func<T, string> nameOf)
    where T : class
{
    /// <summary>Nearly all keys have fewer, and a damaged one may claim a million.</summary>
    private const int Most = 1024;

    private readonly List<T> _items = [];

    private bool _isListed;
    private bool _isCut;

    /// <summary>The first thing that could not be read while listing; null where all could.</summary>
    public DiskFormatException? Damage { get; private set; }

    /// <summary>The item with a name, without regard to case; null where all were listed and none has it.</summary>
    /// <exception cref="IOException">The medium could not be read. (Damage is kept and recorded, not thrown.)</exception>
    public T? Find(string name)
    {
        lock (_items)
        {
            hive.EnsureOpen();
            if (!_isListed) List();
            return _items.Find(item => HasName(item, name)) ?? (_isCut ? list(Note).FirstOrDefault(item => HasName(item, name)) : null);
        }
    }

    /// <summary>Goes through the items once. Where the medium fails, the next look-up begins again.</summary>
    private void List()
    {
        _items.Clear();
        foreach (T item in list(Note))
        {
            _isCut = _items.Count == Most || !hive.TryKeep(nameOf(item).Length);
            if (_isCut) break;
            _items.Add(item);
        }

        _isListed = true;
    }

    private bool HasName(T item, string name) => string.Equals(nameOf(item), name, StringComparison.OrdinalIgnoreCase);

    private void Note(DiskFormatException problem)
    {
        Damage ??= problem;
        hive.Record(problem);
    }
}
