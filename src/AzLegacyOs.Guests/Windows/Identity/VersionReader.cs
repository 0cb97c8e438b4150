using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Guests.PortableExecutable;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Finds the version: in SOFTWARE, else in the kernel's version resource, else in the HAL's driver entry in SYSTEM.</summary>
internal static class VersionReader
{
    /// <summary>The class of the "Computer" device, whose driver is the HAL.</summary>
    public const string ComputerClass = @"Control\Class\{4D36E966-E325-11CE-BFC1-08002BE10318}\0000";

    /// <summary>Finds the version; null where none of the three places has it.</summary>
    public static VersionNumber? Read(OfflineWindows windows)
    {
        if (FromSoftware(windows.Software.Open(@"Microsoft\Windows NT\CurrentVersion")) is { } version) return version;

        Observed<FileVersion> kernel = ProgramFile.Read(windows.Installation.Volume, windows.Path(@"\System32\ntoskrnl.exe")).Version;
        if (kernel.IsRead && kernel.Value!.Version is { Major: >= 4 } file)
            return Say(new VersionNumber(file.Major, file.Minor, file.Build), kernel.Where);

        // The build of the last set-up or feature upgrade.
        Observed<string>? hal = windows.ControlSet?.Open(ComputerClass).Text("DriverVersion");
        return hal is { IsRead: true } && VersionNumber.ParseFull(hal.Value) is { Major: >= 4 } driver ? Say(driver, hal.Where) : null;

        VersionNumber Say(VersionNumber found, string where)
        {
            windows.Problems.Add("the version of Windows", $"SOFTWARE does not tell it; {found} was taken from {where}");
            return found;
        }
    }

    private static VersionNumber? FromSoftware(KeyView current)
    {
        // CurrentVersion stands still at 6.3 from Windows 10 on; CurrentBuild is an obsolete text on NT 5.
        Observed<uint> major = current.Number("CurrentMajorVersionNumber");
        Observed<uint> minor = current.Number("CurrentMinorVersionNumber");
        string? majorMinor = major.IsRead && minor.IsRead ? $"{major.Value}.{minor.Value}" : current.Text("CurrentVersion").Value;
        return VersionNumber.Parse(majorMinor, current.Text("CurrentBuildNumber").Value);
    }
}
