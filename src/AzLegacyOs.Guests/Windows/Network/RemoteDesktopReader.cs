using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads whether Remote Desktop may be used, and how it listens.</summary>
internal static class RemoteDesktopReader
{
    private static readonly string[] TlsVersions = ["TLS 1.0", "TLS 1.1", "TLS 1.2"];

    public static RemoteDesktopFacts Read(OfflineWindows windows, KeyView controlSet, KeyView software)
    {
        KeyView server = controlSet.Open(@"Control\Terminal Server");
        KeyView policy = software.Open(@"Policies\Microsoft\Windows NT\Terminal Services");
        return new RemoteDesktopFacts
        {
            DenyConnections = server.Number("fDenyTSConnections"),
            PolicyDenyConnections = policy.Number("fDenyTSConnections"),
            Listener = ReadListener(server.Open(@"WinStations\RDP-Tcp")),
            Enabled = server.Number("TSEnabled"),
            PolicyKeepAliveEnable = policy.Number("KeepAliveEnable"),
            PolicyKeepAliveInterval = policy.Number("KeepAliveInterval"),
            PolicyDisableAutoReconnect = policy.Number("fDisableAutoReconnect"),
            PolicyUserAuthentication = policy.Number("UserAuthentication"),
            TlsServer = TlsVersions.ToDictionary(v => v, v => controlSet.Open($@"Control\SecurityProviders\SCHANNEL\Protocols\{v}\Server").Number("Enabled")),
            LicensingMode = server.Open(@"RCM\Licensing Core").Number("LicensingMode"),
            ApplicationMode = server.Number("TSAppCompat"),
            SessionHostRole = software.Open(@"Microsoft\ServerManager\ServicingStorage\ServerComponentCache\RDS-RD-Server").Number("InstallState"),
            LicenseServers = windows.Service("TermService").Open(@"Parameters\LicenseServers").List("SpecifiedLicenseServers"),
        };
    }

    private static RemoteDesktopListenerFacts ReadListener(KeyView listener)
    {
        return new RemoteDesktopListenerFacts
        {
            PortNumber = listener.Number("PortNumber"),
            LanAdapter = listener.Number("LanAdapter"),
            Enabled = listener.Number("fEnableWinStation"),
            MaxInstanceCount = listener.Number("MaxInstanceCount"),
            UserAuthentication = listener.Number("UserAuthentication"),
            CertificatePinned = listener.Bytes("SSLCertificateSHA1Hash").Select(hash => hash.Length > 0, whenMissing: false),
            SecurityLayer = listener.Number("SecurityLayer"),
            AllowSecProtocolNegotiation = listener.Number("fAllowSecProtocolNegotiation"),
            KeepAliveTimeout = listener.Number("KeepAliveTimeout"),
            InheritReconnectSame = listener.Number("fInheritReconnectSame"),
            ReconnectSame = listener.Number("fReconnectSame"),
        };
    }
}
