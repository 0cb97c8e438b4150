using System.Globalization;
using System.Text.RegularExpressions;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Reads the number in "Service Pack 2".</summary>
internal static class ServicePackText
{
    // Localised releases translate the words, never the figure; previews add ", v.178".
    private static readonly Regex Figure = new(@"[0-9]{1,2}", RegexOptions.CultureInvariant);

    /// <summary>The number; 0 for an empty text, null where it has none.</summary>
    public static int? Parse(string text)
    {
        if (text.Trim().Length == 0) return 0;
        Match match = Figure.Match(text);
        return match.Success ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;
    }
}
