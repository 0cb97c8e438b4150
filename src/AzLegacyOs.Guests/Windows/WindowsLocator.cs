using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Disk;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Finds the Windows installations on a disk: where the boot configuration leads first, then by looking.</summary>
internal static class WindowsLocator
{
    /// <summary>More directories in the root of a volume than this are not looked into.</summary>
    private const int DirectoryLimit = 512;

    private const string HiveDirectory = @"\System32\config";
    private const string SystemHive = HiveDirectory + @"\SYSTEM";

    /// <summary>Directories in the root of a volume that hold a Windows which is not the one to start.</summary>
    private static readonly HashSet<string> LookAlikes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Windows.old", "Recovery", "$WINDOWS.~BT", "$WINDOWS.~LS", "$WINDOWS.~Q", "$Windows.~WS", "System Volume Information", "$RECYCLE.BIN", "RECYCLER",
        "minint", // a Windows PE 1
    };

    /// <summary>Finds all installations, the one that starts unattended first.</summary>
    public static IReadOnlyList<Installation> Find(DiskLayout disk, BootConfiguration boot, ProblemLog problems)
    {
        var found = new List<Installation>();
        IEnumerable<BootTarget> targets = boot.Default is null ? boot.Targets : [boot.Default, .. boot.Targets];
        foreach (BootTarget target in targets)
        {
            if (target.Volume is not null && target.SystemRoot is not null) Add(Verify(target.Volume, target.SystemRoot, target.Kind, problems));
        }

        foreach (DiskVolume volume in disk.Volumes)
        {
            foreach (Installation installation in Look(volume, problems)) Add(installation);
        }

        // A Windows PE is a tool that may lie beside a real installation, on a recovery partition for example.
        List<Installation> tools = found.FindAll(i => i.FoundBy == "search" && IsWindowsPe(i, problems));
        found.RemoveAll(tools.Contains);
        return [.. found, .. tools];

        void Add(Installation? installation)
        {
            if (installation is not null && !found.Exists(installation.IsSamePlace)) found.Add(installation);
        }
    }

    private static IEnumerable<Installation> Look(DiskVolume volume, ProblemLog problems)
    {
        if (volume.FileSystem is not { } fileSystem) yield break;
        foreach (string name in ListDirectories(fileSystem, volume, problems).OrderBy(Rank))
        {
            if (!LookAlikes.Contains(name) && Verify(volume, '\\' + name, "search", problems) is { } installation) yield return installation;
        }
    }

    /// <summary>The usual names first, so that a copy somewhere else is listed behind the real one.</summary>
    private static int Rank(string name) => name.ToUpperInvariant() switch
    {
        "WINDOWS" => 0,
        "WINNT" => 1,
        _ => 2,
    };

    private static List<string> ListDirectories(FileSystem fileSystem, DiskVolume volume, ProblemLog problems)
    {
        var names = new List<string>();
        try
        {
            foreach (FileEntry entry in fileSystem.List(fileSystem.Root, Note))
            {
                if (!entry.IsDirectory || entry.Name is "." or "..") continue;
                names.Add(entry.Name);
                if (names.Count == DirectoryLimit) break;
            }
        }
        catch (IOException exception)
        {
            problems.Add(volume.Where(@"\"), exception);
        }

        return names;

        void Note(DiskFormatException exception) => problems.Add(volume.Where(@"\"), exception);
    }

    private static Installation? Verify(DiskVolume volume, string systemRoot, string foundBy, ProblemLog problems)
    {
        try
        {
            if (Spell(volume, systemRoot) is not { } root || volume.Find(root + HiveDirectory) is not { IsDirectory: true }) return null;
            if (volume.FindFile(root + SystemHive) is not null) return new Installation(volume, root, foundBy);
            problems.Add(volume.Where(root + HiveDirectory), "the directory of the registry is there, but the SYSTEM hive is not: this is not a Windows that can start");
            return null;
        }
        catch (IOException exception)
        {
            problems.Add(volume.Where(systemRoot), exception);
            return null;
        }
    }

    /// <summary>The path in the spelling of the volume; null where it does not exist or is not a directory.</summary>
    private static string? Spell(DiskVolume volume, string path)
    {
        string spelled = "";
        foreach (string name in path.Split(['\\'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (volume.Find(spelled + '\\' + name) is not { IsDirectory: true } entry) return null;
            spelled += '\\' + entry.Name;
        }

        return spelled.Length == 0 ? null : spelled;
    }

    private static bool IsWindowsPe(Installation installation, ProblemLog problems) =>
        new FileProbe(installation.Volume, problems).Exists(installation.SystemRoot + @"\System32\wpeinit.exe").Is(true);
}
