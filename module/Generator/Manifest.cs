using System.Text.RegularExpressions;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>The manifest of the module: its text, and the few entries that the package repeats.</summary>
internal sealed partial class Manifest
{
    private readonly string _file;

    private Manifest(string file, string text)
    {
        _file = file;
        Text = text;
    }

    public string Text { get; }

    public static Manifest Read(string file) => new(file, File.ReadAllText(file));

    /// <summary>The manifest with what only the build knows in place of its empty entries.</summary>
    /// <param name="version">SemVer; what follows a hyphen becomes the Prerelease entry.</param>
    /// <param name="project">The web address of the repository; null or empty where it is not known, and then the entry is left out.</param>
    public Manifest With(string version, string? project)
    {
        string[] parts = version.Split('-', 2);
        return Replace("ModuleVersion", parts[0])
            .Replace("Prerelease", parts.ElementAtOrDefault(1))
            .Replace("ProjectUri", project);
    }

    public string Value(string key) => Entry(key).Groups["value"].Value.Replace("''", "'");

    public string? FindValue(string key) => Pattern(key).IsMatch(Text) ? Value(key) : null;

    public IEnumerable<string> List(string key)
    {
        Match entry = Regex.Match(Text, $@"^\s*{key}\s*= @\((?<list>[^)]*)\)", RegexOptions.Multiline);
        if (!entry.Success) throw new GeneratorException($"{_file} has no list {key}.");
        return Quoted().Matches(entry.Groups["list"].Value).Select(match => match.Groups[1].Value);
    }

    private Manifest Replace(string key, string? value)
    {
        Match entry = Entry(key);
        string line = string.IsNullOrEmpty(value) ? "" : $"{entry.Groups["key"].Value}'{value.Replace("'", "''")}'\n";
        return new Manifest(_file, Text.Remove(entry.Index, entry.Length).Insert(entry.Index, line));
    }

    private Match Entry(string key)
    {
        Match entry = Pattern(key).Match(Text);
        return entry.Success ? entry : throw new GeneratorException($"{_file} has no entry {key}.");
    }

    private static Regex Pattern(string key) => new($@"^(?<key>[ ]*{key}[ ]*= )'(?<value>([^']|'')*)'.*\n", RegexOptions.Multiline);

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
