using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Services;

/// <summary>Reads the services and drivers of a control set.</summary>
internal static class ServiceReader
{
    /// <summary>Kernel driver, file system driver, recogniser: SERVICE_DRIVER.</summary>
    public const uint DriverTypes = 0x0000000B;

    /// <summary>Windows itself allows 260 characters and a command line behind it.</summary>
    private const int PathLimit = 2048;

    private const int DependencyLimit = 64;

    /// <summary>Reads all services.</summary>
    /// <param name="windows">The installation.</param>
    /// <param name="filters">Names of services that are filters of a device class.</param>
    public static IReadOnlyDictionary<string, ServiceFacts> Read(OfflineWindows windows, ISet<string> filters)
    {
        var paths = new ImagePath(windows.Installation.SystemRoot, windows.SystemDrive);
        var companies = new DriverCompany(windows.Installation.Volume, paths, filters);
        return windows.Services.ToDictionary(s => s.Key, s => Describe(s.Value, paths, windows.Files, companies), StringComparer.OrdinalIgnoreCase);
    }

    private static ServiceFacts Describe(KeyView key, ImagePath paths, FileProbe files, DriverCompany companies)
    {
        Observed<uint> type = key.Number("Type");
        Observed<string> imagePath = key.Text("ImagePath");
        Observed<string> library = ReadLibrary(key, imagePath);
        var service = new ServiceFacts
        {
            Name = key.Name,
            Start = key.Number("Start"),
            StartOverride = ReadOverrides(key.Open("StartOverride")),
            Type = type,
            ImagePath = imagePath,
            ImageExists = FindImage(key, type, imagePath, paths, files),
            ServiceDll = library,
            ServiceDllExists = FindLibrary(library, paths, files),
            Group = key.Text("Group").Value,
            DependsOn = [.. (key.List("DependOnService").Value ?? []).Where(name => name.Length > 0).Take(DependencyLimit)],
            ObjectName = key.Text("ObjectName").Value,
        };
        return service with { CompanyName = companies.Read(service) };
    }

    /// <summary>The library of a service in a shared host; newer releases may name it beside ImagePath.</summary>
    private static Observed<string> ReadLibrary(KeyView key, Observed<string> imagePath)
    {
        if (imagePath.Value?.IndexOf("svchost", StringComparison.OrdinalIgnoreCase) is not >= 0) return Observed.Missing<string>(imagePath.Where);
        Observed<string> library = key.Open("Parameters").Text("ServiceDll");
        return library.IsMissing && key.Text("ServiceDll") is { IsRead: true } beside ? beside : library;
    }

    private static Observed<bool> FindLibrary(Observed<string> library, ImagePath paths, FileProbe files) =>
        library.Then(text => text.Length <= PathLimit && paths.ResolveLibrary(text) is { } path ? files.Exists(path) : Observed.Missing<bool>(library.Where));

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
