using System.Text;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Software;

/// <summary>Reads the channel that the licence came through; the product key beside it is not looked at.</summary>
/// <remarks>DigitalProductId4 of Vista and later holds it as 64 UTF-16 characters at 0x3F8, as seen in real hives. Before, only an OEM licence shows, in ProductId.</remarks>
internal static class LicenceChannelReader
{
    private const int ChannelOffset = 0x3F8;
    private const int ChannelLength = 128;

    public static Observed<string> Read(KeyView software)
    {
        KeyView current = software.Open(@"Microsoft\Windows NT\CurrentVersion");
        Observed<byte[]> id = current.Bytes("DigitalProductId4");
        if (id is { IsRead: true, Value.Length: >= ChannelOffset + ChannelLength })
        {
            string channel = Encoding.Unicode.GetString(id.Value, ChannelOffset, ChannelLength);
            int end = channel.IndexOf('\0');
            channel = end < 0 ? channel : channel.Substring(0, end);
            if (channel.Length > 0) return Observed.Read(channel, id.Where);
        }

        Observed<string> product = current.Text("ProductId");
        if (product.Value?.IndexOf("-OEM-", StringComparison.OrdinalIgnoreCase) >= 0) return Observed.Read("OEM", product.Where);
        return product.State == ObservationState.Unreadable ? product : Observed.Missing<string>(product.Where);
    }
}
