namespace AzLegacyOs.Guests.Windows;

/// <summary>Looks up one value in the text of an .ini file.</summary>
internal static class IniText
{
    /// <summary>The value, without regard to case in section and key; null where it is not there.</summary>
    public static string? Find(string text, string section, string key)
    {
        bool isInside = false;
        foreach (string raw in text.Split('\r', '\n', '\0'))
        {
            string line = raw.Trim().TrimStart('\uFEFF');
            if (line.StartsWith("[", StringComparison.Ordinal))
            {
                isInside = string.Equals(line.Trim('[', ']', ' '), section, StringComparison.OrdinalIgnoreCase);
                continue;
            }

            int equals = line.IndexOf('=');
            if (isInside && equals > 0 && string.Equals(line.Substring(0, equals).Trim(), key, StringComparison.OrdinalIgnoreCase))
                return line.Substring(equals + 1).Trim().Trim('"');
        }

        return null;
    }
}
