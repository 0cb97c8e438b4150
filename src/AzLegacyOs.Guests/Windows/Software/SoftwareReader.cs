using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Guests.PortableExecutable;
using AzLegacyOs.Guests.Windows.Services;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Software;

/// <summary>Reads the installed software that matters in Azure.</summary>
internal static class SoftwareReader
{
    private const string AgentFolder = @"\WindowsAzure";
    private const int FolderLimit = 256;
    private const int FrameworkLimit = 64;

    public static SoftwareFacts Read(OfflineWindows windows)
    {
        KeyView frameworks = windows.Software.Open(@"Microsoft\NET Framework Setup\NDP");
        return new SoftwareFacts
        {
            AgentFolders = ReadAgentFolders(windows),
            AgentVersion = ReadAgentVersion(windows),
            NetFramework4Release = frameworks.Open(@"v4\Full").Number("Release"),
            NetFrameworks = frameworks.ReadAll<string>(() => [.. frameworks.Children.Take(FrameworkLimit).Select(c => c.Name).Where(n => n.StartsWith("v", StringComparison.OrdinalIgnoreCase))]),
            Updates = UpdateReader.Read(windows.Software),
        };
    }

    private static Observed<string> ReadAgentVersion(OfflineWindows windows)
    {
        const string Agent = "WindowsAzureGuestAgent";
        KeyView service = windows.Service(Agent);
        Observed<string> image = service.Text("ImagePath");
        if (!image.IsRead) return image;

        var paths = new ImagePath(windows.Installation.SystemRoot, windows.SystemDrive);
        foreach (string path in paths.Resolve(Agent, image.Value, isDriver: false))
        {
            var program = ProgramFile.Read(windows.Installation.Volume, path);
            if (program.Exists.Is(false)) continue;
            return program.Version.Select(version => version.Version.ToString());
        }

        return Observed.Missing<string>(image.Where);
    }

    private static Observed<IReadOnlyList<string>> ReadAgentFolders(OfflineWindows windows)
    {
        DiskVolume volume = windows.Installation.Volume;
        string where = volume.Where(AgentFolder);
        return Observation.Try(where, windows.Problems, () =>
            volume.Find(AgentFolder) is { IsDirectory: true } folder
                ? Observed.Read<IReadOnlyList<string>>(
                    [.. volume.FileSystem!.List(folder).Where(e => e.IsDirectory && e.Name.StartsWith("GuestAgent", StringComparison.OrdinalIgnoreCase)).Take(FolderLimit).Select(e => e.Name)],
                    where)
                : Observed.Missing<IReadOnlyList<string>>(where));
    }
}
