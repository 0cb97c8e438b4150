using System.Text.RegularExpressions;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>A Markdown page of docs/cmdlets.</summary>
internal sealed partial class HelpPage
{
    private readonly string _file;
    private readonly Dictionary<string, string> _sections;

    private HelpPage(string file, string synopsis, Dictionary<string, string> sections)
    {
        _file = file;
        Synopsis = synopsis;
        _sections = sections;
    }

    public string Synopsis { get; }

    public IEnumerable<string> Description => Paragraphs(Section("Description"));

    public IEnumerable<string> Inputs => Section("Inputs").Split(", ", StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<string> Outputs => Section("Outputs").Split("; ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Title, code, and what the code shows.</summary>
    public IEnumerable<(string Title, string Code, IEnumerable<string> Remarks)> Examples =>
        from part in Subsections("Examples")
        let code = CodeBlock().Match(part.Value)
        select (part.Key, code.Groups["code"].Value.TrimEnd(), Paragraphs(part.Value[(code.Index + code.Length)..]));

    public IEnumerable<(string Text, string Target)> Links => Link().Matches(Section("Links")).Select(link => (link.Groups["text"].Value, link.Groups["target"].Value));

    public static HelpPage Read(string file)
    {
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        string[] parts = SectionHeading().Split(text);
        string synopsis = Paragraphs(parts[0]).Skip(1).FirstOrDefault() ?? throw new GeneratorException($"{file} has no synopsis.");
        return new HelpPage(file, synopsis, Pair(parts));
    }

    public IEnumerable<string> DescriptionOf(string parameter) => Subsections("Parameters").TryGetValue("-" + parameter, out string? text)
        ? Paragraphs(text)
        : throw new GeneratorException($"{_file} says nothing about -{parameter}.");

    private Dictionary<string, string> Subsections(string name) => Pair(SubsectionHeading().Split(Section(name)));

    private string Section(string name) => _sections.TryGetValue(name, out string? text) ? text.Trim() : throw new GeneratorException($"{_file} has no section {name}.");

    // Text before the first heading, then heading and text in turn.
    private static Dictionary<string, string> Pair(string[] parts) =>
        parts.Skip(1).Chunk(2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());

    private static IEnumerable<string> Paragraphs(string text) => BlankLines().Split(text.Trim())
        .Select(paragraph => Link().Replace(paragraph.Replace('\n', ' '), "${text}").Replace("`", "").Trim())
        .Where(paragraph => paragraph.Length > 0);

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex SubsectionHeading();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"```powershell\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();
}
