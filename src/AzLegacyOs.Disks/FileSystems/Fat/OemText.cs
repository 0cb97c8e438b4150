using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>Short names are in the code page of the machine that wrote them, which is not recorded; 437 is taken.</summary>
internal static class OemText
{
    private const string UpperHalf =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    /// <summary>Decodes a piece of a short name.</summary>
    public static string Decode(byte[] bytes, int offset, int length)
    {
        var text = new StringBuilder(length);
        for (int i = offset; i < offset + length; i++) text.Append(bytes[i] < 128 ? (char)bytes[i] : UpperHalf[bytes[i] - 128]);
        return text.ToString();
    }
}
