using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Which release a version number is.</summary>
/// <remarks>
/// Operating system versions, https://learn.microsoft.com/windows/win32/sysinfo/operating-system-version, and Windows Server release
/// information, https://learn.microsoft.com/windows-server/get-started/windows-server-release-info.
/// </remarks>
internal static class ReleaseTable
{
    private const int FirstWindows10 = 10240;
    private const int FirstWindows11 = 22000;

    /// <summary>Finds the release; null where the number is not of a release, or of one that Azure's support matrix does not know (semi-annual servers, previews).</summary>
    /// <param name="version">The version.</param>
    /// <param name="isServer">Whether it is a server; null where that is not known.</param>
    /// <param name="productName">What it calls itself; the only place that tells 2003 R2 from 2003.</param>
    public static WindowsRelease? Find(VersionNumber version, bool? isServer, string? productName) => (version.Major, version.Minor, isServer) switch
    {
        (4, 0, _) => WindowsRelease.WindowsNT4,
        (5, 0, _) => WindowsRelease.Windows2000,
        (5, 1, _) => WindowsRelease.WindowsXP,
        (5, 2, false) => WindowsRelease.WindowsXP, // the x64 edition
        (5, 2, true) => IsR2(productName) ? WindowsRelease.WindowsServer2003R2 : WindowsRelease.WindowsServer2003,
        (6, 0, false) => WindowsRelease.WindowsVista,
        (6, 0, true) => WindowsRelease.WindowsServer2008,
        (6, 1, false) => WindowsRelease.Windows7,
        (6, 1, true) => WindowsRelease.WindowsServer2008R2,
        (6, 2, false) => WindowsRelease.Windows8,
        (6, 2, true) => WindowsRelease.WindowsServer2012,
        (6, 3, false) => WindowsRelease.Windows81,
        (6, 3, true) => WindowsRelease.WindowsServer2012R2,
        (10, 0, false) when version.Build >= FirstWindows11 => WindowsRelease.Windows11,
        (10, 0, false) when version.Build >= FirstWindows10 => WindowsRelease.Windows10,
        (10, 0, true) => version.Build switch
        {
            14393 => WindowsRelease.WindowsServer2016,
            17763 => WindowsRelease.WindowsServer2019,
            20348 => WindowsRelease.WindowsServer2022,
            26100 => WindowsRelease.WindowsServer2025,
            _ => null,
        },
        _ => null,
    };

    private static bool IsR2(string? productName) => productName?.IndexOf("R2", StringComparison.OrdinalIgnoreCase) >= 0;
}
