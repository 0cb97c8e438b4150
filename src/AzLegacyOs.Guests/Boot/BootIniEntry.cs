namespace AzLegacyOs.Guests.Boot;

/// <summary>A line of [operating systems].</summary>
/// <param name="PathText">What stands before the equals sign.</param>
/// <param name="Path">The same as an ARC path; null where it is a boot sector file or nonsense.</param>
/// <param name="Title">The name in the menu.</param>
/// <param name="Options">The switches as they stand, for example "/noexecute=optin /fastdetect".</param>
internal sealed record BootIniEntry(string PathText, ArcPath? Path, string Title, string Options)
{
    /// <summary>Splits what stands behind the equals sign into title and switches.</summary>
    public static BootIniEntry Parse(string path, string value)
    {
        string title;
        string options;
        if (value.StartsWith("\"", StringComparison.Ordinal) && value.IndexOf('"', 1) is > 0 and int end)
        {
            title = value.Substring(1, end - 1);
            options = value.Substring(end + 1);
        }
        else
        {
            int slash = value.IndexOf('/');
            title = slash < 0 ? value : value.Substring(0, slash);
            options = slash < 0 ? "" : value.Substring(slash);
        }

        return new BootIniEntry(path, ArcPath.Parse(path), title.Trim(' ', '"'), options.Trim());
    }

    /// <summary>The switches without their slash, in capital letters, with their values; "" for a switch without one.</summary>
    public IReadOnlyDictionary<string, string> Switches
    {
        get
        {
            var switches = new Dictionary<string, string>();
            foreach (string option in Options.Split(['/', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = option.IndexOfAny(['=', ':']);
                string name = (equals < 0 ? option : option.Substring(0, equals)).ToUpperInvariant();
                if (!switches.ContainsKey(name)) switches.Add(name, equals < 0 ? "" : option.Substring(equals + 1));
            }

            return switches;
        }
    }
}
