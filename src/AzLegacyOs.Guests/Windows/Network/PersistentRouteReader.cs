using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads the persistent routes: each is the name of a value without data, "destination,mask,gateway,metric".</summary>
internal static class PersistentRouteReader
{
    private const int RouteLimit = 1_000;

    public static Observed<IReadOnlyList<string>> Read(KeyView controlSet)
    {
        KeyView routes = controlSet.Open(@"Services\Tcpip\Parameters\PersistentRoutes");
        if (routes.UnreadableReason is { } reason) return Observed.Unreadable<IReadOnlyList<string>>(routes.Path, reason);
        return routes.Exists
            ? Observed.Read<IReadOnlyList<string>>([.. routes.AllBytes.Take(RouteLimit).Select(r => r.Key).Where(name => name.Length > 0)], routes.Path)
            : Observed.Missing<IReadOnlyList<string>>(routes.Path);
    }
}
