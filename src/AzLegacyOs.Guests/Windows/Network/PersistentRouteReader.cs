using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads the persistent routes: each is the name of a value without data, "destination,mask,gateway,metric".</summary>
internal static class PersistentRouteReader
{
    private const int RouteLimit = 1_000;

    public static Observed<IReadOnlyList<string>> Read(OfflineWindows windows) =>
        ValueNames.Read(windows.Service("Tcpip").Open(@"Parameters\PersistentRoutes"), RouteLimit);
}
