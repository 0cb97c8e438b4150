using System.Globalization;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads the text that the firewall of Vista and later keeps for a rule: "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389|Name=...|".</summary>
/// <remarks>MS-FASP 2.2.37 FW_RULE and MS-GPFAS 2.2.2.19, where each part and its versions are listed.</remarks>
internal static class FirewallRuleText
{
    private const int PartLimit = 256;

    /// <summary>Reads a rule; null where the text is not one.</summary>
    public static FirewallRuleFacts? Parse(string name, string text)
    {
        string[] parts = text.Split('|');
        if (parts.Length is < 2 or > PartLimit || !parts[0].StartsWith("v", StringComparison.OrdinalIgnoreCase)) return null;

        bool isActive = false;
        bool isAllowed = false;
        bool isInbound = false;
        int? protocol = null;
        var ports = new List<string>();
        var profiles = new List<string>();
        var addresses = new List<string>();
        var conditions = new List<string>();
        string? program = null;
        string? service = null;
        foreach (string part in parts.Skip(1))
        {
            int equals = part.IndexOf('=');
            if (equals <= 0) continue;
            string value = part.Substring(equals + 1).Trim();
            switch (part.Substring(0, equals).ToUpperInvariant())
            {
                case "ACTION":
                    isAllowed = value.StartsWith("Allow", StringComparison.OrdinalIgnoreCase) || Is(value, "ByPass");
                    break;
                case "ACTIVE":
                    isActive = Is(value, "TRUE");
                    break;
                case "DIR":
                    isInbound = Is(value, "In");
                    break;
                case "PROTOCOL":
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return null;
                    protocol = number;
                    break;
                case { } key when key.StartsWith("LPORT", StringComparison.Ordinal): // LPort, and LPort2_10, 2_20, 2_24 for words of later versions
                    ports.Add(value);
                    break;
                case "PROFILE":
                    profiles.Add(value);
                    break;
                case "RA4" or "RA42" or "RA6" or "RA62":
                    addresses.Add(value);
                    break;
                case "APP":
                    program = value;
                    break;
                case "SVC":
                    service = value;
                    break;
                case "NAME" or "DESC" or "EMBEDCTXT" or "EDGE" or "DEFER" or "LUOWN" or "TTK" or "TTK2_22" or "TTK2_27" or "TTK2_28":
                    break;
                default:
                    conditions.Add(part);
                    break;
            }
        }

        return new FirewallRuleFacts(name, isActive, isAllowed, isInbound, protocol, ports, profiles, addresses) { Program = program, Service = service, Conditions = conditions };
    }

    private static bool Is(string value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
