using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>Writes indented text, wrapped between words. All text is made safe to show.</summary>
internal sealed class TextReport(Terminal terminal)
{
    private const int FieldLabelWidth = 10;

    /// <summary>Ends a paragraph.</summary>
    public void Blank() => terminal.Output.WriteLine();

    /// <summary>A line that begins with a word in a colour of its own.</summary>
    public void Headline(string word, ConsoleColor color, string text) =>
        terminal.Output.WriteLine($"{Colored(word, color)}  {SafeText.Escape(text)}");

    /// <summary>One line that is not wrapped.</summary>
    public void Line(int indent, string text) => terminal.Output.WriteLine(new string(' ', indent) + SafeText.Escape(text));

    /// <summary>A label and a value that wraps under itself; nothing at all for an empty value.</summary>
    public void Field(int indent, string label, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        Hanging(new string(' ', indent) + label.PadRight(FieldLabelWidth), value);
    }

    /// <summary>A paragraph behind a first word of its own, wrapped under itself.</summary>
    public void Hanging(string start, string text)
    {
        string indent = new(' ', start.Length);
        string line = start;
        bool isEmpty = true;
        foreach (string word in SafeText.Escape(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > terminal.Width)
            {
                terminal.Output.WriteLine(line);
                line = indent;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        terminal.Output.WriteLine(line);
    }

    /// <summary>A heading and its points, followed by a blank line; nothing at all without points.</summary>
    public void List(string heading, IEnumerable<string> points)
    {
        bool isEmpty = true;
        foreach (string point in points)
        {
            if (isEmpty) Line(2, heading);
            isEmpty = false;
            Hanging("  - ", point);
        }

        if (!isEmpty) Blank();
    }

    private string Colored(string word, ConsoleColor color)
    {
        if (!terminal.HasColor) return word;
        int code = color switch { ConsoleColor.Red => 31, ConsoleColor.Green => 32, ConsoleColor.Yellow => 33, _ => 36 };
        return $"\u001b[1;{code}m{word}\u001b[0m";
    }
}
