namespace AzLegacyOs.Disks.Registry;

/// <summary>The values of a key, kept for the next look-up: a service is asked for ten of its values, one after the other.</summary>
internal sealed class KeptValues
{
    /// <summary>Nearly all keys have fewer values, and a damaged one may claim a million.</summary>
    private const int Most = 64;

    /// <summary>Characters of all names that are kept: forged keys could share values whose names are as long as names can be.</summary>
    private const int MostCharacters = 4096;

    private readonly List<RegistryValue> _values = [];

    /// <summary>Goes through the values once.</summary>
    /// <param name="list">Lists them, and tells what cannot be read.</param>
    /// <param name="record">Is told what cannot be read.</param>
    public KeptValues(Func<Action<DiskFormatException>, IEnumerable<RegistryValue>> list, Action<DiskFormatException> record)
    {
        int room = MostCharacters;
        foreach (RegistryValue value in list(Note))
        {
            room -= value.Name.Length;
            if (_values.Count == Most || room < 0)
            {
                IsCut = true;
                break;
            }

            _values.Add(value);
        }

        void Note(DiskFormatException problem)
        {
            Damage ??= problem;
            record(problem);
        }
    }

    /// <summary>Whether there are more values than are kept.</summary>
    public bool IsCut { get; }

    /// <summary>The first thing that could not be read; null where all could.</summary>
    public DiskFormatException? Damage { get; private set; }

    /// <summary>The value with a name, without regard to case; null where it is not among those kept.</summary>
    public RegistryValue? Find(string name)
    {
        foreach (RegistryValue value in _values)
        {
            if (HasName(value, name)) return value;
        }

        return null;
    }

    /// <summary>Whether a value has a name, without regard to case.</summary>
    public static bool HasName(RegistryValue value, string name) => string.Equals(value.Name, name, StringComparison.OrdinalIgnoreCase);
}
