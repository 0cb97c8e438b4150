using System.Text;
using System.Text.RegularExpressions;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>Turns a Markdown page of docs/about into the plain text that Get-Help shows for a topic.</summary>
internal static partial class AboutTopic
{
    private const int Width = 80;
    private const string Indent = "    ";

    public static string Render(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        string[] lines = File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd().Split('\n');
        if (lines[0] != "# " + name) throw new GeneratorException($"{file} does not begin with the heading {name}.");
        int sections = Array.FindIndex(lines, line => line.StartsWith("## ", StringComparison.Ordinal));
        if (sections < 0) throw new GeneratorException($"{file} has no section.");
        var text = new StringBuilder().Append("TOPIC\n").Append(Indent).Append(name).Append("\n\nSHORT DESCRIPTION\n");
        WriteBody(text, lines[1..sections]);
        text.Append("\nLONG DESCRIPTION\n");
        WriteBody(text, lines[sections..]);
        return text.ToString();
    }

    private static void WriteBody(StringBuilder text, string[] lines)
    {
        var paragraph = new List<string>();
        bool isCode = false, isTable = false;
        foreach (string line in lines)
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            bool isHeading = !isCode && line.StartsWith("## ", StringComparison.Ordinal);
            bool endsParagraph = isFence || isHeading || line.Length == 0 || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|');
            if (!isCode && endsParagraph) Flush(text, paragraph);
            if (isFence) isCode = !isCode;
            else if (isCode) text.Append((Indent + Indent + line).TrimEnd()).Append('\n');
            else if (isHeading) WriteHeading(text, line[3..]);
            else if (line.Length == 0) EndWithBlankLine(text);
            else if (!line.StartsWith('|')) paragraph.Add(line);
            else if (isTable) WriteRow(text, line);
            isTable = line.StartsWith('|');
        }

        Flush(text, paragraph);
    }

    private static void Flush(StringBuilder text, List<string> paragraph)
    {
        if (paragraph.Count == 0) return;
        string words = Plain(string.Join(' ', paragraph));
        paragraph.Clear();
        string hanging = words.StartsWith("- ", StringComparison.Ordinal) ? Indent + "  " : Indent;
        var line = new StringBuilder(Indent);
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width && line.ToString().Trim().Length > 0)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(hanging);
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private static void WriteHeading(StringBuilder text, string heading)
    {
        EndWithBlankLine(text);
        text.Append(Plain(heading).ToUpperInvariant()).Append('\n');
    }

    // A table row becomes a line "first: second; third". The heading and the rule below it say nothing more.
    private static void WriteRow(StringBuilder text, string row)
    {
        string[] cells = [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];
        if (cells.All(cell => cell.All(c => c is '-' or ':'))) return;
        Flush(text, ["- " + cells[0] + ": " + string.Join("; ", cells[1..])]);
    }

    private static void EndWithBlankLine(StringBuilder text)
    {
        if (!text.ToString().EndsWith("\n\n", StringComparison.Ordinal) && !text.ToString().EndsWith("DESCRIPTION\n", StringComparison.Ordinal)) text.Append('\n');
    }

    private static string Plain(string markdown) => Link().Replace(markdown, "${text}").Replace("`", "").Replace("**", "");

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();
}
