using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads the power plan of Vista and later.</summary>
/// <remarks>Power setting GUIDs, https://learn.microsoft.com/windows/win32/power/power-setting-guids.</remarks>
internal static class PowerReader
{
    private const string VideoSubgroup = "7516b95f-f776-4464-8c53-06167f40cc99";
    private const string VideoTimeout = "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e";

    public static PowerFacts Read(KeyView controlSet)
    {
        KeyView schemes = controlSet.Open(@"Control\Power\User\PowerSchemes");
        Observed<string> active = schemes.Text("ActivePowerScheme");
        string scheme = Guid.TryParse(active.Value, out Guid id) ? id.ToString("D") : "";
        return new PowerFacts
        {
            ActiveScheme = active,
            ScreenTimeout = schemes.Open($@"{scheme}\{VideoSubgroup}\{VideoTimeout}").Number("ACSettingIndex"),
        };
    }
}
