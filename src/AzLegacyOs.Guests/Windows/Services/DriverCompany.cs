using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.PortableExecutable;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Services;

/// <summary>
/// Reads who made a driver, for drivers that come between Windows and its network, files or disks: another driver costs nothing where its
/// device is absent, and reading hundreds of files would cost the person's time.
/// </summary>
/// <remarks>
/// Load order groups: https://learn.microsoft.com/windows-hardware/drivers/ifs/load-order-groups-and-altitudes-for-minifilter-drivers.
/// </remarks>
internal sealed class DriverCompany(DiskVolume volume, ImagePath paths, ISet<string> filters)
{
    /// <summary>More than this many files are not opened.</summary>
    private const int FileLimit = 200;

    private static readonly string[] Groups = ["PNP_TDI", "TDI", "FSFilter Anti-Virus", "FSFilter Encryption"];

    private int _files;

    /// <summary>The company, empty where the file names none; missing for a driver that is not asked about or has no file.</summary>
    public Observed<string> Read(ServiceFacts service)
    {
        if (!IsBetween(service) || _files == FileLimit) return Observed.Missing<string>(service.ImagePath.Where);
        foreach (string path in paths.Resolve(service.Name, service.ImagePath.Value, isDriver: true))
        {
            _files++;
            var file = ProgramFile.Read(volume, path);
            if (file.Exists.Is(false)) break;
            return file.Version.Select(version => version.CompanyName ?? "", whenMissing: "");
        }

        return Observed.Missing<string>(service.ImagePath.Where);
    }

    /// <summary>In the group NDIS, drivers of adapters start on demand and those between them and the protocols start with the system.</summary>
    private bool IsBetween(ServiceFacts service) =>
        service.Type is { IsRead: true } type && (type.Value & ServiceReader.DriverTypes) != 0 && !service.Start.Is(StartType.Disabled)
            && (filters.Contains(service.Name) || IsIn(service, Groups) || (IsIn(service, "NDIS") && service.Start is { IsRead: true, Value: < StartType.OnDemand }));

    private static bool IsIn(ServiceFacts service, params string[] groups) => groups.Contains(service.Group, StringComparer.OrdinalIgnoreCase);
}
