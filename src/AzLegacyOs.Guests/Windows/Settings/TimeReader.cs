using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads clock and time zone.</summary>
internal static class TimeReader
{
    public static TimeFacts Read(OfflineWindows windows, KeyView controlSet)
    {
        KeyView zone = controlSet.Open(@"Control\TimeZoneInformation");
        KeyView service = windows.Service("w32time").Open("Parameters");
        Observed<string> name = zone.Text("TimeZoneKeyName");
        return new TimeFacts
        {
            RealTimeIsUniversal = zone.Number("RealTimeIsUniversal"),
            TimeZone = name.IsMissing ? zone.Text("StandardName") : name,
            SynchronisationType = service.Text("Type"),
            NtpServer = service.Text("NtpServer"),
        };
    }
}
