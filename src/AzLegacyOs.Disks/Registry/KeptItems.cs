namespace AzLegacyOs.Disks.Registry;

/// <summary>
/// The subkeys or the values of a key, as far as look-ups have listed them, kept for the next look-up: a service is asked for ten of its
/// values one after the other, and hundreds of settings lie below the same few keys.
/// </summary>
/// <param name="hive">Says how much may be kept.</param>
/// <param name="list">Lists the items from the first one on, and tells what cannot be read.</param>
/// <param name="nameOf">The name of an item.</param>
internal sealed class KeptItems<T>(RegistryHive hive, Func<Action<DiskFormatException>, IEnumerable<T>> list, Func<T, string> nameOf)
    where T : class
{
    private readonly List<T> _items = [];

    private IEnumerator<T>? _rest;
    private bool _isCut;

    /// <summary>The first thing that could not be read in what was listed until now; null where all could.</summary>
    public DiskFormatException? Damage { get; private set; }

    /// <summary>The item with a name, without regard to case; null where all were listed and none has it.</summary>
    /// <exception cref="IOException">The medium could not be read. (Damage is kept and recorded, not thrown.)</exception>
    public T? Find(string name)
    {
        lock (_items)
        {
            hive.EnsureOpen();
            foreach (T item in _items)
            {
                if (HasName(item, name)) return item;
            }

            while (ListNext() is { } item)
            {
                if (HasName(item, name)) return item;
            }

            return _isCut ? FindAnew(name) : null;
        }
    }

    private T? FindAnew(string name) => list(Note).FirstOrDefault(item => HasName(item, name));

    /// <summary>Lists one more and keeps it; null behind the last one, and where no more is kept.</summary>
    private T? ListNext()
    {
        if (_isCut) return null;
        _rest ??= list(Note).GetEnumerator();

        // A list whose reading failed has ended, though not all of it was seen.
        _isCut = true;
        bool isMore = _rest.MoveNext();
        _isCut = isMore && !hive.TryKeep(nameOf(_rest.Current).Length);
        if (!isMore || _isCut) return null;
        _items.Add(_rest.Current);
        return _rest.Current;
    }

    private bool HasName(T item, string name) => string.Equals(nameOf(item), name, StringComparison.OrdinalIgnoreCase);

    private void Note(DiskFormatException problem)
    {
        Damage ??= problem;
        hive.Record(problem);
    }
}
