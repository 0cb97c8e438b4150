using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Storage;

/// <summary>Reads what Windows does with disks and volumes.</summary>
internal static class StorageReader
{
    /// <summary>Windows 7 ships with about 2,500.</summary>
    private const int CriticalDeviceLimit = 10_000;

    public static StorageFacts Read(OfflineWindows windows, KeyView controlSet) => Read(windows, controlSet, DriveLetterReader.Read(windows.System.Open("MountedDevices")));

    private static StorageFacts Read(OfflineWindows windows, KeyView controlSet, Observed<IReadOnlyList<MountedVolumeFacts>> volumes) => new()
    {
        SanPolicy = windows.Service("partmgr").Open("Parameters").Number("SanPolicy"),
        NoAutoMount = windows.Service("MountMgr").Number("NoAutoMount"),
        DriveLetters = volumes.Select<IReadOnlyList<MountedVolumeFacts>, IReadOnlyList<string>>(all => [.. all.Select(v => v.Letter)]),
        MountedVolumes = volumes.Value ?? [],
        PagingFiles = controlSet.Open(@"Control\Session Manager\Memory Management").List("PagingFiles"),
        CriticalDevices = ReadCriticalDevices(controlSet.Open(@"Control\CriticalDeviceDatabase"), windows.Problems),
    };

    private static Observed<IReadOnlyDictionary<string, string>> ReadCriticalDevices(KeyView database, ProblemLog problems)
    {
        if (database.UnreadableReason is { } reason) return Observed.Unreadable<IReadOnlyDictionary<string, string>>(database.Path, reason);
        if (!database.Exists) return Observed.Missing<IReadOnlyDictionary<string, string>>(database.Path);

        var devices = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyView device in database.Children)
        {
            if (devices.Count == CriticalDeviceLimit)
            {
                problems.Add(database.Path, $"there are more than {CriticalDeviceLimit} entries; the rest is left out");
                break;
            }

            devices[device.Name] = device.Text("Service").Value ?? "";
        }

        return Observed.Read<IReadOnlyDictionary<string, string>>(devices, database.Path);
    }
}
