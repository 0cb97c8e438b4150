using System.Globalization;

namespace AzLegacyOs.Guests.Boot;

/// <summary>boot.ini: the boot menu of NT 3.1 to Server 2003.</summary>
/// <remarks>Sections and options: Microsoft KB 833721, "Available switch options for the Windows XP and Windows Server 2003 Boot.ini files".</remarks>
internal sealed class BootIni
{
    private const int EntryLimit = 64;

    private BootIni(string? defaultText, IReadOnlyDictionary<string, string> loader, IReadOnlyList<BootIniEntry> entries)
    {
        DefaultText = defaultText;
        Loader = loader;
        Entries = entries;
    }

    /// <summary>The default= value as it stands; null where there is none.</summary>
    public string? DefaultText { get; }

    /// <summary>All values of [boot loader], by name without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Loader { get; }

    /// <summary>The lines of [operating systems] in their order.</summary>
    public IReadOnlyList<BootIniEntry> Entries { get; }

    /// <summary>Seconds to wait in the menu; null where it is not stated.</summary>
    public int? Timeout => Loader.TryGetValue("timeout", out string? text)
        && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;

    /// <summary>The entry that starts unattended: the one that default= names, else the first when there is no default=.</summary>
    /// <remarks>A default= that names no line is what the loader starts all the same; it has no options then.</remarks>
    public BootIniEntry? Default
    {
        get
        {
            if (DefaultText is null) return Entries.Count > 0 ? Entries[0] : null;
            foreach (BootIniEntry entry in Entries)
            {
                if (string.Equals(Normalize(entry.PathText), Normalize(DefaultText), StringComparison.OrdinalIgnoreCase)) return entry;
            }

            return new BootIniEntry(DefaultText, ArcPath.Parse(DefaultText), "", "");
        }
    }

    /// <summary>Whether default= names one of the lines, or there is no default=.</summary>
    public bool DefaultIsListed => Default is { } entry && Entries.Contains(entry);

    /// <summary>Reads the text of a boot.ini. Lines that make no sense are passed over, as the loader does.</summary>
    public static BootIni Parse(string text)
    {
        var loader = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var entries = new List<BootIniEntry>();
        string section = "";
        foreach (string raw in text.Split('\r', '\n', '\0', '\x1A'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == ';') continue;
            if (line[0] == '[')
            {
                section = line.Trim('[', ']', ' ').ToUpperInvariant();
                continue;
            }

            int equals = line.IndexOf('=');
            if (equals <= 0) continue;
            string name = line.Substring(0, equals).Trim();
            string value = line.Substring(equals + 1).Trim();

            // NT 4 and later accept the older name [flexboot] too.
            if (section is "BOOT LOADER" or "FLEXBOOT")
                loader[name] = value;
            else if (section == "OPERATING SYSTEMS" && entries.Count < EntryLimit)
                entries.Add(BootIniEntry.Parse(name, value));
        }

        return new BootIni(loader.TryGetValue("default", out string? defaultText) ? defaultText : null, loader, entries);
    }

    private static string Normalize(string path) => path.Trim().TrimEnd('\\');
}
