using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Reads whether Remote Desktop may be used, and how it listens.</summary>
internal static class RemoteDesktopReader
{
    public static RemoteDesktopFacts Read(KeyView controlSet, KeyView software)
    {
        KeyView policy = software.Open(@"Policies\Microsoft\Windows NT\Terminal Services");
        return new RemoteDesktopFacts
        {
            DenyConnections = controlSet.Open(@"Control\Terminal Server").Number("fDenyTSConnections"),
            PolicyDenyConnections = policy.Number("fDenyTSConnections"),
        };
    }
}
