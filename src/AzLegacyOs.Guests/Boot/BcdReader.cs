using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>What a boot store says, and where it leads on this disk.</summary>
internal sealed record BcdReading(BcdFacts Facts, BootTarget? Default, IReadOnlyList<BootTarget> Targets)
{
    /// <summary>Whether the default entry starts a Vista or later itself, and does not hand over to ntldr.</summary>
    public required bool StartsNewerWindows { get; init; }
}

/// <summary>Reads a boot store and finds the partitions that its entries name.</summary>
internal static class BcdReader
{
    /// <summary>Reads the store; null where the hive is no boot store.</summary>
    public static BcdReading? Read(OpenHive hive, string where, DiskVolume boot, DiskLayout disk, ProblemLog problems)
    {
        var store = new BcdStore(hive.Root);
        if (!store.IsBootStore) return null;

        Observed<Guid> defaultId = store.DefaultObject;
        BcdLoader? first = defaultId.IsRead && store.Contains(defaultId.Value).Is(true) ? store.Loader(defaultId.Value) : null;
        BcdLoader[] loaders = [.. store.Loaders];
        return new BcdReading(
            Describe(store, defaultId, first, loaders, where, boot, disk, problems),
            first is null ? MissingDefault(defaultId, where) : Target(first, where, boot, disk),
            [.. loaders.Where(l => l.Id != BcdObjects.LegacyLoader && !l.IsWinPe.Is(true)).Select(l => Target(l, where, boot, disk))])
        {
            StartsNewerWindows = first is not null && first.Id != BcdObjects.LegacyLoader,
        };
    }

    private static BootTarget MissingDefault(Observed<Guid> id, string where) => new(
        "BCD",
        where,
        id.IsRead ? $"entry {id.Value:B}" : "no entry",
        null,
        null,
        id.IsRead ? "the default entry does not exist" : id.Reason ?? "the boot manager has no default entry");

    private static BootTarget Target(BcdLoader loader, string where, DiskVolume boot, DiskLayout disk)
    {
        string text = $"{loader.Description.Value ?? "entry"} {loader.Id:B}";
        if (loader.IsWinPe.Is(true)) return new BootTarget("BCD", where, text, null, null, "it starts a Windows PE");
        if (!loader.OsDevice.IsRead) return new BootTarget("BCD", where, text, null, loader.SystemRoot.Value, "it has no osdevice that can be read");

        (DiskVolume? volume, string? reason) = BcdPlaces.Find(loader.OsDevice.Value!, loader.SystemRoot.Value, boot, disk);
        return new BootTarget("BCD", where, text, volume, loader.SystemRoot.Value?.TrimEnd('\\'), reason);
    }

    private static BcdFacts Describe(
        BcdStore store, Observed<Guid> defaultId, BcdLoader? first, BcdLoader[] loaders, string where, DiskVolume boot, DiskLayout disk, ProblemLog problems)
    {
        Guid id = first?.Id ?? Guid.Empty;
        Observed<BcdDevice> device = store.Device(id, BcdElements.ApplicationDevice);
        Observed<string> path = store.Text(id, BcdElements.ApplicationPath);
        return new BcdFacts
        {
            Where = where,
            DefaultObject = defaultId.Select(value => value.ToString("B")),
            DefaultExists = defaultId.IsRead ? store.Contains(defaultId.Value) : Observed.Missing<bool>(defaultId.Where),
            DisplayBootMenu = store.Boolean(BcdObjects.BootManager, BcdElements.DisplayBootMenu),
            Timeout = store.Number(BcdObjects.BootManager, BcdElements.Timeout),
            BootEms = store.Boolean(BcdObjects.BootManager, BcdElements.BootEms),
            BootSequence = store.Text(BcdObjects.BootManager, BcdElements.BootSequence),
            EmsPort = store.Number(BcdObjects.EmsSettings, BcdElements.EmsPort),
            EmsBaudRate = store.Number(BcdObjects.EmsSettings, BcdElements.EmsBaudRate),
            LoaderPath = path,
            LoaderExists = path.IsRead && Volume(device) is { } volume ? FindLoader(volume, path.Value!, problems) : Observed.Missing<bool>(path.Where),
            Device = device.Select(place => place.ToString()),
            DevicePartitionNumber = Volume(device)?.Number,
            OsDevice = store.Device(id, BcdElements.OsDevice).Select(place => place.ToString()),
            OsDevicePartitionNumber = Volume(store.Device(id, BcdElements.OsDevice))?.Number,
            SystemRoot = store.Text(id, BcdElements.SystemRoot),
            RecoveryEnabled = store.Boolean(id, BcdElements.RecoveryEnabled),
            BootStatusPolicy = store.Number(id, BcdElements.BootStatusPolicy),
            IntegrityServices = store.Number(id, BcdElements.IntegrityServices),
            BootManagerIntegrityServices = store.Number(BcdObjects.BootManager, BcdElements.IntegrityServices),
            NoIntegrityChecks = store.Boolean(id, BcdElements.NoIntegrityChecks),
            Ems = store.Boolean(id, BcdElements.Ems),
            SafeBoot = store.Number(id, BcdElements.SafeBoot),
            KernelDebugger = store.Boolean(id, BcdElements.KernelDebugger),
            BootDebug = store.Boolean(id, BcdElements.BootDebug),
            TestSigning = store.Boolean(id, BcdElements.TestSigning),
            WinPe = store.Boolean(id, BcdElements.WinPe),
            HypervisorLaunch = store.Number(id, BcdElements.HypervisorLaunch),
            Pae = store.Number(id, BcdElements.Pae),
            IncreaseUserVa = store.Number(id, BcdElements.IncreaseUserVa),
            AlternateShell = store.Boolean(id, BcdElements.AlternateShell),
            DetectHal = store.Boolean(id, BcdElements.DetectHal),
            IsolatedContext = store.Boolean(id, BcdElements.IsolatedContext),
            GraphicsModeDisabled = store.Boolean(id, BcdElements.GraphicsModeDisabled),
            Nx = store.Number(id, BcdElements.Nx),
            DebugType = store.Number(id, BcdElements.DebugType),
            DebugPort = store.Number(id, BcdElements.DebugPort),
            DebugBaudRate = store.Number(id, BcdElements.DebugBaudRate),
            RecoverySequence = store.Text(id, BcdElements.RecoverySequence),
            ResumeObject = store.Text(id, BcdElements.ResumeObject),
            EntryNames = [.. loaders.Select(l => l.Description.Value ?? l.Id.ToString("B"))],
        };

        DiskVolume? Volume(Observed<BcdDevice> place) => place.IsRead ? BcdPlaces.Find(place.Value!, first?.SystemRoot.Value, boot, disk).Volume : null;
    }

    private static Observed<bool> FindLoader(DiskVolume volume, string path, ProblemLog problems)
    {
        string where = volume.Where(path);
        return volume.FileSystem is null
            ? Observed.Missing<bool>(where)
            : Observation.Try(where, problems, () => Observed.Read(volume.FindFile(path) is not null, where));
    }
}
