using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads which IPsec policy is assigned: the one of a domain, which wins, or one of the machine itself.</summary>
/// <remarks>Greenbone, GSHB_WMI_IPSec_Policy.nasl, which reads the same values over WMI.</remarks>
internal static class IpsecPolicyReader
{
    public static Observed<string> Read(KeyView software)
    {
        KeyView policies = software.Open(@"Policies\Microsoft\Windows\IPSec");
        Observed<string> ofDomain = policies.Open("GPTIPSECPolicy").Text("DSIPSECPolicyPath");
        return ofDomain.IsMissing ? policies.Open(@"Policy\Local").Text("ActivePolicy") : ofDomain;
    }
}
