using System.Text;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Software;

/// <summary>Reads how Windows is licensed, and nothing of the product key.</summary>
/// <remarks>
/// Vista and later: DigitalProductId4 holds the name of the key's channel as 64 UTF-16 characters at 0x3F8, after the key. Before: the
/// second part of ProductId is "OEM" for a key of the maker of the computer.
/// </remarks>
internal static class ActivationReader
{
    private const int ChannelOffset = 0x3F8;
    private const int ChannelLength = 128;

    public static ActivationFacts Read(KeyView software)
    {
        KeyView current = software.Open(@"Microsoft\Windows NT\CurrentVersion");
        return new ActivationFacts
        {
            Channel = ReadChannel(current),
            KeyManagementServer = current.Open("SoftwareProtectionPlatform").Text("KeyManagementServiceName"),
        };
    }

    private static Observed<string> ReadChannel(KeyView current)
    {
        Observed<byte[]> id = current.Bytes("DigitalProductId4");
        if (!id.IsMissing && !(id.Value?.Length < ChannelOffset + ChannelLength))
        {
            return id.Then(bytes => Encoding.Unicode.GetString(bytes, ChannelOffset, ChannelLength).Split('\0')[0] is { Length: > 0 } channel
                ? Observed.Read(channel, id.Where)
                : Observed.Missing<string>(id.Where));
        }

        Observed<string> product = current.Text("ProductId");
        return product.Then(text => text.Split('-') is { Length: 4 } parts && parts[1].Equals("OEM", StringComparison.OrdinalIgnoreCase)
            ? Observed.Read("OEM", product.Where)
            : Observed.Missing<string>(product.Where));
    }
}
