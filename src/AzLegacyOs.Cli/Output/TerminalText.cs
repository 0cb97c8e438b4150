using System.Globalization;
using System.Text;

namespace AzLegacyOs.Cli.Output;

/// <summary>Makes text that may come from a disk safe to show: it can neither move the cursor nor speak to a pipeline agent.</summary>
internal static class TerminalText
{
    /// <summary>Control and direction characters become visible escapes; "##" and "::" are broken apart.</summary>
    public static string Safe(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                safe.Append(rune.ToString());
        }

        // Azure Pipelines reads "##vso[" and "##[" anywhere in a line, GitHub reads "::" commands at its start.
        return safe.Replace("##", "# #").Replace("::", ": :").ToString();
    }
}
