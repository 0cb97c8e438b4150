using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Who may reach Remote Desktop. A legacy guest that the whole internet can reach is a compromise waiting.</summary>
internal static class SourceAddresses
{
    /// <summary>The whole internet, as a rule names it.</summary>
    public const string Everybody = "Internet";

    private const int WidestPrefix = 8;

    /// <summary>Checks and normalizes IPv4 addresses and prefixes.</summary>
    /// <param name="addresses">What was given.</param>
    /// <param name="mayBeEverybody">Whether the whole internet may be named.</param>
    /// <exception cref="ArgumentException">One is not an IPv4 address or prefix, or covers too much.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> addresses, bool mayBeEverybody)
    {
        if (mayBeEverybody && addresses.Any(IsEverybody)) return [Everybody];
        return [.. addresses.Select(text => Check(text, mayBeEverybody ? 1 : WidestPrefix)).Distinct()];
    }

    private static bool IsEverybody(string text) =>
        text.Trim().ToUpperInvariant() is "*" or "ANY" or "INTERNET" or "0.0.0.0/0" or "0.0.0.0" or "::/0";

    private static string Check(string text, int widest)
    {
        string[] parts = text.Trim().Split('/');
        if (text.Trim() == "*" || IsServiceTag(text)) throw Refuse(text, "that is everybody, or a service tag");
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out IPAddress? address)) throw Refuse(text, "that is no address");
        if (address.AddressFamily == AddressFamily.InterNetworkV6) throw Refuse(text, "the public address is an IPv4 one, so a source is one too");
        if (parts[0].Split('.').Length != 4) throw Refuse(text, "that is no address in four parts");
        if (parts.Length == 1)
        {
            if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.Broadcast)) throw Refuse(text, "that is everybody");
            return address.ToString();
        }

        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > 32) throw Refuse(text, "the prefix length is not 8 to 32");
        if (length < widest) throw Refuse(text, "that is too much of the internet");
        return $"{address}/{length}";
    }

    private static bool IsServiceTag(string text) => text.Trim().Length > 0 && text.Trim().All(c => char.IsLetter(c));

    private static ArgumentException Refuse(string text, string why) =>
        new($"'{text}' cannot be let in to Remote Desktop: {why}. Give the address or prefix of your own network, for example 203.0.113.7 or 203.0.113.0/28. To open it to the whole internet all the same, say so with -ExposeRdpToInternet or --expose-rdp-to-internet.");
}
