namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>Short names are in the code page of the machine that wrote them, which is not recorded; 437 is taken.</summary>
internal static class OemText
{
    private const string UpperHalf =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    /// <summary>Decodes a piece of a short name, without the spaces that fill it up.</summary>
    public static string Decode(byte[] bytes, int offset, int length)
    {
        while (length > 0 && bytes[offset + length - 1] == ' ') length--;
        char[] text = new char[length];
        for (int i = 0; i < length; i++)
        {
            byte code = bytes[offset + i];
            text[i] = code < 128 ? (char)code : UpperHalf[code - 128];
        }

        return new string(text);
    }
}
