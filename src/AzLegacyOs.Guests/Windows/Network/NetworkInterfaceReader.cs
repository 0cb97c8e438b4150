using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads the TCP/IP settings of the network interfaces, present and past.</summary>
internal static class NetworkInterfaceReader
{
    private const int InterfaceLimit = 256;

    public static IReadOnlyList<NetworkInterfaceFacts> Read(OfflineWindows windows) =>
        [.. windows.Service("Tcpip").Open(@"Parameters\Interfaces").Children.Take(InterfaceLimit).Select(Describe)];

    private static NetworkInterfaceFacts Describe(KeyView key) => new()
    {
        Id = key.Name,
        EnableDhcp = key.Number("EnableDHCP"),
        Addresses = WithoutPlaceholders(key.List("IPAddress")),
        NameServers = key.Text("NameServer"),
    };

    /// <summary>NT 5 writes 0.0.0.0 under DHCP.</summary>
    private static Observed<IReadOnlyList<string>> WithoutPlaceholders(Observed<IReadOnlyList<string>> addresses) =>
        addresses.IsRead
            ? addresses with { Value = [.. addresses.Value!.Where(a => a.Trim() is not ("" or "0.0.0.0"))] }
            : addresses;
}
