using System.Globalization;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>The boot configuration of Vista and later: a registry hive of objects that have elements.</summary>
/// <remarks>Objects\{id}\Description, Type; Objects\{id}\Elements\{eight hexadecimal digits}, Element.</remarks>
internal sealed class BcdStore
{
    private const int LoaderLimit = 64;
    private const int InheritanceLimit = 16;

    private readonly KeyView _root;
    private readonly Dictionary<string, IReadOnlyList<KeyView>> _elements = [];

    public BcdStore(KeyView root) => _root = root;

    /// <summary>Whether the hive says that it is a boot store.</summary>
    public bool IsBootStore => _root.Open("Objects").Exists;

    /// <summary>The object that the boot manager starts unattended.</summary>
    public Observed<Guid> DefaultObject => Id(BcdObjects.BootManager, BcdElements.DefaultObject);

    /// <summary>All entries that start a Windows, also an NT 5 beside it.</summary>
    public IEnumerable<BcdLoader> Loaders
    {
        get
        {
            int left = LoaderLimit;
            foreach (KeyView item in _root.Open("Objects").Children)
            {
                if (!Guid.TryParse(item.Name, out Guid id)) continue;
                Observed<uint> type = item.Open("Description").Number("Type");
                if (!type.Is(BcdTypes.OsLoader) && !type.Is(BcdTypes.LegacyLoader)) continue;
                if (left-- == 0) yield break;
                yield return Loader(id);
            }
        }
    }

    /// <summary>One entry.</summary>
    public BcdLoader Loader(Guid id) => new()
    {
        Id = id,
        Type = Object(id).Open("Description").Number("Type"),
        Description = Text(id, BcdElements.Description),
        Device = Device(id, BcdElements.ApplicationDevice),
        Path = Text(id, BcdElements.ApplicationPath),
        OsDevice = Device(id, BcdElements.OsDevice),
        SystemRoot = Text(id, BcdElements.SystemRoot),
        IsWinPe = Boolean(id, BcdElements.WinPe),
    };

    /// <summary>Whether an object exists.</summary>
    public Observed<bool> Contains(Guid id) => Object(id).Existence;

    public Observed<string> Text(Guid id, uint element) => Find(id, element, key => key.Text("Element"));

    public Observed<bool> Boolean(Guid id, uint element) => Convert<byte[], bool>(Bytes(id, element), bytes => bytes.Length > 0 ? bytes[0] != 0 : null, "an empty element");

    /// <summary>An integer of 1 to 8 bytes; 8 is usual, the stores of Windows PE have 1 and 3.</summary>
    public Observed<ulong> Number(Guid id, uint element) => Convert(Bytes(id, element), ToNumber, "not 1 to 8 bytes long");

    public Observed<Guid> Id(Guid id, uint element) => Convert<string, Guid>(Text(id, element), text => Guid.TryParse(text, out Guid value) ? value : null, "not the id of an object");

    public Observed<BcdDevice> Device(Guid id, uint element)
    {
        Observed<byte[]> bytes = Bytes(id, element);
        return bytes.Then(data => BcdDevice.Parse(data) is { Kind: not BcdDeviceKind.Unknown } device
            ? Observed.Read(device, bytes.Where)
            : Observed.Unreadable<BcdDevice>(bytes.Where, "not laid out as a device, or one of an unknown kind"));
    }

    private Observed<byte[]> Bytes(Guid id, uint element) => Find(id, element, key => key.Bytes("Element"));

    private Observed<T> Find<T>(Guid id, uint element, Func<KeyView, Observed<T>> read)
    {
        Observed<T>? first = null;
        foreach (KeyView elements in Elements(id))
        {
            Observed<T> found = read(elements.Open(Name(element)));
            if (!found.IsMissing) return found;
            first ??= found;
        }

        return first!;
    }

    /// <summary>The elements of an object, then those of the objects that it inherits from, nearest first. An object is asked for some forty of them.</summary>
    private IReadOnlyList<KeyView> Elements(Guid id)
    {
        if (_elements.TryGetValue(id.ToString(), out IReadOnlyList<KeyView>? known)) return known;

        var elements = new List<KeyView>();
        var seen = new HashSet<string>();
        var waiting = new Queue<Guid>();
        waiting.Enqueue(id);
        while (waiting.Count > 0 && elements.Count < InheritanceLimit)
        {
            Guid next = waiting.Dequeue();
            if (!seen.Add(next.ToString())) continue;
            KeyView own = Object(next).Open("Elements");
            elements.Add(own);
            foreach (string parent in own.Open(Name(BcdElements.Inherit)).List("Element").Value ?? [])
            {
                if (Guid.TryParse(parent, out Guid parentId) && waiting.Count < InheritanceLimit) waiting.Enqueue(parentId);
            }
        }

        _elements.Add(id.ToString(), elements);
        return elements;
    }

    private KeyView Object(Guid id) => _root.Open(@"Objects\" + id.ToString("B"));

    private static string Name(uint element) => element.ToString("x8", CultureInfo.InvariantCulture);

    private static ulong? ToNumber(byte[] bytes)
    {
        if (bytes.Length is 0 or > 8) return null;
        ulong number = 0;
        for (int i = bytes.Length - 1; i >= 0; i--) number = (number << 8) | bytes[i];
        return number;
    }

    private static Observed<TOut> Convert<TIn, TOut>(Observed<TIn> from, Func<TIn, TOut?> convert, string otherwise)
        where TOut : struct =>
        from.Then(raw => convert(raw) is { } value ? Observed.Read(value, from.Where) : Observed.Unreadable<TOut>(from.Where, otherwise));
}

/// <summary>An entry of the boot menu.</summary>
internal sealed record BcdLoader
{
    public required Guid Id { get; init; }

    public required Observed<uint> Type { get; init; }

    public required Observed<string> Description { get; init; }

    /// <summary>Where the loader program is.</summary>
    public required Observed<BcdDevice> Device { get; init; }

    /// <summary>The loader program: "\Windows\system32\winload.exe".</summary>
    public required Observed<string> Path { get; init; }

    /// <summary>Where Windows is.</summary>
    public required Observed<BcdDevice> OsDevice { get; init; }

    public required Observed<string> SystemRoot { get; init; }

    public required Observed<bool> IsWinPe { get; init; }
}
