using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Services;

/// <summary>Reads the services and drivers of a control set.</summary>
internal static class ServiceReader
{
    /// <summary>Windows itself allows 260 characters and a command line behind it.</summary>
    private const int PathLimit = 2048;

    private const uint DriverTypes = 0x0000000B; // kernel driver, file system driver, recogniser: SERVICE_DRIVER

    public static IReadOnlyDictionary<string, ServiceFacts> Read(OfflineWindows windows)
    {
        var paths = new ImagePath(windows.Installation.SystemRoot, windows.SystemDrive);
        return windows.Services.ToDictionary(s => s.Key, s => Describe(s.Value, paths, windows.Files), StringComparer.OrdinalIgnoreCase);
    }

    private static ServiceFacts Describe(KeyView key, ImagePath paths, FileProbe files)
    {
        Observed<uint> type = key.Number("Type");
        Observed<string> imagePath = key.Text("ImagePath");
        return new ServiceFacts
        {
            Name = key.Name,
            Start = key.Number("Start"),
            StartOverride = ReadOverrides(key.Open("StartOverride")),
            Type = type,
            ImagePath = imagePath,
            ImageExists = FindImage(key, type, imagePath, paths, files),
            Group = key.Text("Group").Value,
            ObjectName = key.Text("ObjectName").Value,
        };
    }

    private static Dictionary<string, uint> ReadOverrides(KeyView key)
    {
        const int OverrideLimit = 64;
        var overrides = new Dictionary<string, uint>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, Observed<uint>> value in key.Numbers.Take(OverrideLimit))
        {
            if (value.Value.IsRead) overrides[value.Key] = value.Value.Value;
        }

        return overrides;
    }

    private static Observed<bool> FindImage(KeyView key, Observed<uint> type, Observed<string> imagePath, ImagePath paths, FileProbe files)
    {
        if (type.IsMissing || imagePath.Value?.Length > PathLimit) return Observed.Missing<bool>(imagePath.Where); // a key that only holds parameters
        if (imagePath.State == ObservationState.Unreadable) return Observed.Unreadable<bool>(imagePath.Where, imagePath.Reason!);
        if (!type.IsRead) return Observed.Unreadable<bool>(type.Where, type.Reason!);

        Observed<bool>? last = null;
        foreach (string candidate in paths.Resolve(key.Name, imagePath.Value, (type.Value & DriverTypes) != 0))
        {
            last = files.Exists(candidate);
            if (last.Is(true)) return last;
        }

        return last ?? Observed.Missing<bool>(imagePath.Where);
    }
}
