using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads the proxy of services (WinHTTP).</summary>
/// <remarks>
/// Internet Settings\Connections, WinHttpSettings, little-endian: magic (0x18, 0x28 on newer systems), zero, flags (1 direct, 2 proxy), then
/// the proxy and the bypass list, each a length (32 bits) and ANSI text.
/// </remarks>
internal static class ProxyReader
{
    private const int HeaderLength = 12;
    private const uint ProxyFlag = 2;
    private const int TextLimit = 4096;

    public static Observed<ProxyFacts> Read(KeyView software)
    {
        Observed<byte[]> settings = software.Open(@"Microsoft\Windows\CurrentVersion\Internet Settings\Connections").Bytes("WinHttpSettings");
        return settings.Then(data => Parse(data) is { } proxy ? Observed.Read(proxy, settings.Where) : Observed.Unreadable<ProxyFacts>(settings.Where, "the value is not laid out as WinHTTP settings are"));
    }

    internal static ProxyFacts? Parse(byte[] data)
    {
        if (data.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(data) is not (0x18 or 0x28)) return null;
        if ((BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(8)) & ProxyFlag) == 0) return new ProxyFacts("", "");

        int offset = HeaderLength;
        return ReadText(data, ref offset) is { } proxy && ReadText(data, ref offset) is { } bypass ? new ProxyFacts(proxy, bypass) : null;
    }

    private static string? ReadText(byte[] data, ref int offset)
    {
        if (offset > data.Length - 4) return null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(offset));
        offset += 4;
        if (length > TextLimit || length > data.Length - offset) return null;
        string text = Encoding.ASCII.GetString(data, offset, (int)length);
        offset += (int)length;
        return text;
    }
}
