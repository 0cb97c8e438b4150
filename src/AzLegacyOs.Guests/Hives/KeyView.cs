using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Hives;

/// <summary>
/// A place in a hive, whether or not the key exists or can be read: every value asked for becomes an observation, which keeps
/// "not there" apart from "could not be read".
/// </summary>
internal sealed class KeyView
{
    /// <summary>Longer texts, in bytes, are not read; Windows itself allows 32,767 characters in a path.</summary>
    private const int TextLimit = 16 * 1024;

    private const int BytesLimit = 1024 * 1024;

    private readonly RegistryKey? _key;
    private readonly string? _reason;
    private readonly ProblemLog _problems;

    private KeyView(string path, RegistryKey? key, string? reason, ProblemLog problems)
    {
        Path = path;
        _key = key;
        _reason = reason;
        _problems = problems;
    }

    /// <summary>Hive and key path: "SYSTEM\ControlSet001\Services".</summary>
    public string Path { get; }

    /// <summary>The last part of the path, in the spelling of the hive where the key exists.</summary>
    public string Name => _key?.Name ?? Path.Substring(Path.LastIndexOf('\\') + 1);

    /// <summary>Whether the key was found.</summary>
    public bool Exists => _key is not null;

    /// <summary>Why nothing can be known about the key; null where it was found or is certainly absent.</summary>
    public string? UnreadableReason => _reason;

    /// <summary>Whether the key exists, as an observation.</summary>
    public Observed<bool> Existence => _reason is null ? Observed.Read(Exists, Path) : Observed.Unreadable<bool>(Path, _reason);

    /// <summary>The keys directly below, in the order of the hive; what cannot be read is left out and told to the problem log of the hive.</summary>
    public IEnumerable<KeyView> Children
    {
        get
        {
            if (_key is null) yield break;
            using IEnumerator<RegistryKey> children = _key.SubKeys.GetEnumerator();
            while (TryNext(children)) yield return new KeyView(Path + '\\' + children.Current.Name, children.Current, null, _problems);
        }
    }

    /// <summary>All values as texts, in the order of the hive. A key with many values is read once this way.</summary>
    public IEnumerable<KeyValuePair<string, Observed<string>>> Texts => All("a text", AsText);

    /// <summary>All values as numbers, in the order of the hive.</summary>
    public IEnumerable<KeyValuePair<string, Observed<uint>>> Numbers => All("a number", AsNumber);

    /// <summary>All values as bytes, in the order of the hive.</summary>
    public IEnumerable<KeyValuePair<string, Observed<byte[]>>> AllBytes => All("bytes", AsBytes);

    /// <summary>The root of an open hive.</summary>
    public static KeyView Root(string hiveName, RegistryKey root, ProblemLog problems) => new(hiveName, root, null, problems);

    /// <summary>The root of a hive that could not be opened.</summary>
    public static KeyView Unreadable(string hiveName, string reason, ProblemLog problems) => new(hiveName, null, reason, problems);

    /// <summary>A key below this one.</summary>
    /// <param name="path">Names separated by '\'.</param>
    public KeyView Open(string path)
    {
        string full = Path + '\\' + path;
        if (_key is null) return new KeyView(full, null, _reason, _problems);
        try
        {
            return new KeyView(full, _key.OpenSubKey(path), null, _problems);
        }
        catch (IOException exception)
        {
            _problems.Add(full, exception);
            return new KeyView(full, null, exception.Message, _problems);
        }
    }

    /// <summary>A number.</summary>
    public Observed<uint> Number(string name) => Read(name, "a number", AsNumber);

    /// <summary>A text.</summary>
    public Observed<string> Text(string name) => Read(name, "a text", AsText);

    /// <summary>A list of texts.</summary>
    public Observed<IReadOnlyList<string>> List(string name) => Read(name, "a list of texts", AsList);

    /// <summary>The bytes, whatever the type.</summary>
    public Observed<byte[]> Bytes(string name) => Read(name, "bytes", AsBytes);

    /// <summary>The type number of a value; null where there is none or it cannot be read.</summary>
    public uint? RawType(string name)
    {
        try
        {
            return _key?.GetValue(name)?.RawType;
        }
        catch (IOException exception)
        {
            _problems.Add(Where(name), exception);
            return null;
        }
    }

    /// <summary>Something that is gathered from the whole key: missing where the key is, unreadable where it is.</summary>
    public Observed<IReadOnlyList<T>> ReadAll<T>(Func<IReadOnlyList<T>> gather)
    {
        if (_reason is not null) return Observed.Unreadable<IReadOnlyList<T>>(Path, _reason);
        return Exists ? Observed.Read(gather(), Path) : Observed.Missing<IReadOnlyList<T>>(Path);
    }

    /// <summary>How the place of a value is shown: "SYSTEM\Setup, SetupType".</summary>
    public string Where(string name) => Path + ", " + (name.Length == 0 ? "(Default)" : name);

    private static Answer<uint>? AsNumber(RegistryValue value) => value.AsUInt32() is { } number ? new Answer<uint>(number) : null;

    private static Answer<string>? AsText(RegistryValue value) => Limited(value, TextLimit).AsString() is { } text ? new Answer<string>(text) : null;

    private static Answer<IReadOnlyList<string>>? AsList(RegistryValue value) =>
        Limited(value, TextLimit).AsStrings() is { } list ? new Answer<IReadOnlyList<string>>(list) : null;

    private static Answer<byte[]>? AsBytes(RegistryValue value) => new Answer<byte[]>(Limited(value, BytesLimit).GetData());

    private static RegistryValue Limited(RegistryValue value, int limit) =>
        value.Length <= limit ? value : throw new IOException($"the value has {value.Length} bytes, more than {limit} are not read");

    private Observed<T> Read<T>(string name, string kind, Func<RegistryValue, Answer<T>?> convert)
    {
        string where = Where(name);
        if (_key is null) return _reason is null ? Observed.Missing<T>(where) : Observed.Unreadable<T>(where, _reason);
        try
        {
            return _key.GetValue(name) is { } value ? Convert(value, where, kind, convert) : Observed.Missing<T>(where);
        }
        catch (IOException exception)
        {
            _problems.Add(where, exception);
            return Observed.Unreadable<T>(where, exception.Message);
        }
    }

    private IEnumerable<KeyValuePair<string, Observed<T>>> All<T>(string kind, Func<RegistryValue, Answer<T>?> convert)
    {
        if (_key is null) yield break;
        using IEnumerator<RegistryValue> values = _key.Values.GetEnumerator();
        while (TryNext(values)) yield return new(values.Current.Name, Convert(values.Current, Where(values.Current.Name), kind, convert));
    }

    private Observed<T> Convert<T>(RegistryValue value, string where, string kind, Func<RegistryValue, Answer<T>?> convert)
    {
        try
        {
            return convert(value) is { } answer
                ? Observed.Read(answer.Value, where)
                : Observed.Unreadable<T>(where, $"the value is not {kind}: type {value.RawType}, {value.Length} bytes");
        }
        catch (IOException exception)
        {
            _problems.Add(where, exception);
            return Observed.Unreadable<T>(where, exception.Message);
        }
    }

    private bool TryNext<T>(IEnumerator<T> items)
    {
        try
        {
            return items.MoveNext();
        }
        catch (IOException exception)
        {
            _problems.Add(Path, exception);
            return false;
        }
    }

    private readonly record struct Answer<T>(T Value);
}
