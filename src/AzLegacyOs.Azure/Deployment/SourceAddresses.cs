using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AzLegacyOs.Azure.Texts;

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
        if (text.Trim() == "*" || IsServiceTag(text)) throw Refuse(text, AzureText.Of("Source.ServiceTag"));
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out IPAddress? address)) throw Refuse(text, AzureText.Of("Source.NoAddress"));
        if (address.AddressFamily == AddressFamily.InterNetworkV6) throw Refuse(text, AzureText.Of("Source.Version6"));

        // 10.1 is read as 10.0.0.1, and 010.0.0.1 as 8.0.0.1: what is opened has to be what is written.
        if (address.ToString() != parts[0]) throw Refuse(text, AzureText.Of("Source.FourParts"));
        if (parts.Length == 1)
        {
            if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.Broadcast)) throw Refuse(text, AzureText.Of("Source.Everybody"));
            return address.ToString();
        }

        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > 32) throw Refuse(text, AzureText.Of("Source.Prefix"));
        if (length < widest) throw Refuse(text, AzureText.Of("Source.TooWide"));
        return $"{First(address, length)}/{length}";
    }

    /// <summary>The first address of a prefix; Azure refuses one that begins with any other ("invalid Address prefix").</summary>
    private static IPAddress First(IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < 32; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static bool IsServiceTag(string text) => text.Trim().Length > 0 && text.Trim().All(c => char.IsLetter(c));

    private static ArgumentException Refuse(string text, string why) =>
        new(AzureText.Of("Source.Refused", text, why));
}
