using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Accounts;

/// <summary>Reads membership in a domain.</summary>
internal static class DomainReader
{
    public static DomainFacts Read(OfflineWindows windows, KeyView security)
    {
        Observed<byte[]> sid = security.Open(@"Policy\PolPrDmS").Bytes("");
        return new DomainFacts
        {
            IsMember = sid.Select(bytes => Array.Exists(bytes, b => b != 0), whenMissing: false),
            DnsDomain = windows.Service("Tcpip").Open("Parameters").Text("NV Domain"),
            DirectoryDatabase = windows.Service("NTDS").Open("Parameters").Text("DSA Database file"),
        };
    }
}
