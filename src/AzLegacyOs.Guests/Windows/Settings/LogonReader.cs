using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads what happens at logon and start-up.</summary>
internal static class LogonReader
{
    private const int ServiceLimit = 1_000;

    public static LogonFacts Read(KeyView controlSet, KeyView software)
    {
        KeyView config = software.Open(@"Microsoft\Shared Tools\MSConfig\services");
        return new LogonFacts
        {
            AutoAdminLogon = software.Open(@"Microsoft\Windows NT\CurrentVersion\Winlogon").Text("AutoAdminLogon"),
            CleanupProfiles = software.Open(@"Policies\Microsoft\Windows\System").Number("CleanupProfiles"),
            ServicesOffByMsConfig = config.ReadAll<string>(() => [.. config.Children.Take(ServiceLimit).Select(c => c.Name)]),
            LimitBlankPasswordUse = controlSet.Open(@"Control\Lsa").Number("LimitBlankPasswordUse"),
        };
    }
}
