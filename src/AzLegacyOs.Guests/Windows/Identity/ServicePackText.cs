namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Reads the number in "Service Pack 2".</summary>
internal static class ServicePackText
{
    /// <summary>The first number, of one or two digits; 0 for an empty text, null where it has none.</summary>
    /// <remarks>Localised releases translate the words, never the figure; previews add ", v.178".</remarks>
    public static int? Parse(string text)
    {
        if (text.Trim().Length == 0) return 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (Digit(text, i) is not { } first) continue;
            return Digit(text, i + 1) is { } second ? (first * 10) + second : first;
        }

        return null;
    }

    private static int? Digit(string text, int index) => index < text.Length && text[index] is >= '0' and <= '9' ? text[index] - '0' : null;
}
