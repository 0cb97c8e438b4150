using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>An installation that is open for reading: its hives, its files and the control set in force.</summary>
internal sealed class OfflineWindows : IDisposable
{
    /// <summary>Real systems have up to about a thousand.</summary>
    private const int ServiceLimit = 10_000;

    private readonly List<OpenHive> _hives = [];
    private readonly Lazy<IReadOnlyDictionary<string, KeyView>> _services;

    private OfflineWindows(Installation installation, ProblemLog problems)
    {
        Installation = installation;
        Problems = problems;
        Files = new FileProbe(installation.Volume, problems);
        SystemHive = Open("SYSTEM");
        System = SystemHive.Root;
        Software = Open("SOFTWARE").Root;
        ControlSet = SystemHive.IsOpen ? Windows.ControlSet.Find(System, problems) : null;
        _services = new(ListServices);
    }

    public Installation Installation { get; }

    public ProblemLog Problems { get; }

    /// <summary>The files of the volume that the installation is on.</summary>
    public FileProbe Files { get; }

    public OpenHive SystemHive { get; }

    /// <summary>The root of SYSTEM.</summary>
    public KeyView System { get; }

    /// <summary>The root of SOFTWARE.</summary>
    public KeyView Software { get; }

    /// <summary>The control set in force; null where SYSTEM is not open or has none.</summary>
    public KeyView? ControlSet { get; }

    /// <summary>The keys of all services and drivers, by name without regard to case.</summary>
    public IReadOnlyDictionary<string, KeyView> Services => _services.Value;

    /// <summary>
    /// Whether this is a Windows PE. It says so in its control set, and its set-up is never over. Where set-up is, somebody gave an
    /// installed Windows that key, for example to silence its event log.
    /// </summary>
    public bool IsPreinstallation => ControlSet?.Open(@"Control\MiniNT").Exists == true && !System.Open("Setup").Number("SystemSetupInProgress").Is(0);

    /// <summary>The letter that the installation gives the volume it is on; C where it does not say.</summary>
    public char SystemDrive =>
        Software.Open(@"Microsoft\Windows NT\CurrentVersion").Text("SystemRoot").Value is { Length: > 1 } root && root[1] == ':' ? root[0] : 'C';

    /// <summary>The hives that were opened, with their state; asked for last, it includes the damage met while reading.</summary>
    public IReadOnlyList<HiveFacts> Hives => [.. _hives.Select(h => h.Describe())];

    /// <summary>Opens an installation. What cannot be opened answers "unreadable"; nothing is thrown.</summary>
    public static OfflineWindows Open(Installation installation, ProblemLog problems) => new(installation, problems);

    /// <summary>A path below the system root.</summary>
    public string Path(string belowSystemRoot) => Installation.SystemRoot + belowSystemRoot;

    /// <summary>Opens a further hive of System32\config.</summary>
    public OpenHive Open(string name)
    {
        var hive = OpenHive.Open(name, Installation.Volume, Path(@"\System32\config\" + name), Problems);
        _hives.Add(hive);
        return hive;
    }

    /// <summary>The key of a service; one that does not exist answers "missing".</summary>
    public KeyView Service(string name) => Services.TryGetValue(name, out KeyView? key) ? key : ServicesKey.Open(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OpenHive hive in _hives) hive.Dispose();
    }

    private KeyView ServicesKey => (ControlSet ?? System).Open("Services");

    private IReadOnlyDictionary<string, KeyView> ListServices()
    {
        var services = new Dictionary<string, KeyView>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyView key in ServicesKey.Children)
        {
            if (services.Count == ServiceLimit)
            {
                Problems.Add(ServicesKey.Path, $"there are more than {ServiceLimit} services; the rest is left out");
                break;
            }

            if (!services.ContainsKey(key.Name)) services.Add(key.Name, key);
        }

        return services;
    }
}
