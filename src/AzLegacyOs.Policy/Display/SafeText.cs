using System.Globalization;
using System.Text;

namespace AzLegacyOs.Policy.Display;

/// <summary>Makes text that may come from a disk safe to show: it can neither move a cursor nor speak to a pipeline agent.</summary>
public static class SafeText
{
    /// <summary>Control, direction and unassigned characters become visible escapes; "##" and "::" are broken apart.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var safe = new StringBuilder(text!.Length);
        for (int i = 0; i < text.Length; i++)
        {
            // Azure Pipelines reads "##vso[" and "##[" anywhere in a line, GitHub reads "::" commands at its start,
            // and where a line starts is up to the terminal.
            if (i > 0 && text[i] is ('#' or ':') && text[i] == text[i - 1]) safe.Append(' ');

            bool pair = char.IsSurrogatePair(text, i);
            if (IsUnsafe(CharUnicodeInfo.GetUnicodeCategory(text, i)))
                safe.Append("\\u").Append((pair ? char.ConvertToUtf32(text, i) : text[i]).ToString("X4", CultureInfo.InvariantCulture));
            else
                safe.Append(text, i, pair ? 2 : 1);
            if (pair) i++;
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
}
