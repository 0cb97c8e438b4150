using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AzLegacyOs.Cli.Texts;

namespace AzLegacyOs.Cli.Commands;

/// <summary>How a result is printed.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static ValueOption<OutputFormat> Output() =>
        Choice("--output", ["-o"], OutputFormat.Text, OutputFormat.Json);

    /// <summary>The image, or the images, that a command reads.</summary>
    public static Argument<T> Image<T>()
    {
        var image = new Argument<T>("IMAGE");
        image.Validators.Add(CheckImage);
        return image;
    }

    /// <summary>Refuses what was meant to be something else than the path of an image.</summary>
    public static void CheckImage(SymbolResult result)
    {
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (text.StartsWith("--", StringComparison.Ordinal))
                result.AddError(CliText.Of("Usage.NoOption", text));
        }
    }

    /// <summary>An option that takes one of a few words, in any case.</summary>
    public static Option<string> Word(string name, params string[] words) => new(name)
    {
        HelpName = HelpOf(words),
        CompletionSources = { Lower(words) },
        CustomParser = result => Find(result, name, words, result.Tokens[0].Value) is >= 0 and int index ? words[index] : null,
    };

    /// <summary>An option that takes one of a few values of an enumeration, in any case.</summary>
    public static ValueOption<T> Choice<T>(string name, string[] aliases, params T[] values)
        where T : struct, Enum
    {
        string[] names = NamesOf(values);
        return new ValueOption<T>(name, aliases, word => IndexOf(names, word) is >= 0 and int index ? values[index] : null, word => NoValue(name, names, word))
        {
            HelpName = HelpOf(names),
            CompletionSources = { Lower(names) },
        };
    }

    /// <summary>An option that takes words of an enumeration, in any case, and may be repeated.</summary>
    public static Option<T[]> Choices<T>(string name)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        string[] names = NamesOf(values);
        return new Option<T[]>(name)
        {
            HelpName = HelpOf(names),
            Arity = ArgumentArity.OneOrMore,
            CompletionSources = { Lower(names) },
            CustomParser = result => [.. result.Tokens.Select(token => Find(result, name, names, token.Value)).Where(index => index >= 0).Select(index => values[index])],
        };
    }

    /// <summary>An option that takes a whole number.</summary>
    public static ValueOption<long> Number(string name) => new(name, [], ReadNumber, text => CliText.Of("Usage.NoNumber", text)) { HelpName = "N" };

    public static ValueOption<DateTime> AsOf() => new("--as-of", [], ReadDay, text => CliText.Of("Usage.NoDay", text)) { HelpName = "yyyy-MM-dd" };

    public static Option<bool> WhatIf() => new("--what-if");

    public static Option<bool> SkipFreeSpace() => new("--skip-free-space");

    public static Option<string> Size() => new("--size");

    public static Option<string> Location() => new("--location", "-l");

    // One by one: queries over a type that the caller chooses would be compiled at each start.
    private static string[] NamesOf<T>(T[] values)
        where T : struct, Enum
    {
        var names = new string[values.Length];
        for (int i = 0; i < names.Length; i++) names[i] = values[i].ToString();
        return names;
    }

    private static string[] Lower(string[] words) => Array.ConvertAll(words, word => word.ToLowerInvariant());

    private static string HelpOf(string[] words) => string.Join('|', Lower(words));

    private static int IndexOf(string[] words, string word) => Array.FindIndex(words, known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));

    private static string NoValue(string name, string[] words, string word) => CliText.Of("Usage.NoValue", word, name, HelpOf(words));

    private static int Find(ArgumentResult result, string name, string[] words, string word)
    {
        int index = IndexOf(words, word);
        if (index < 0) result.AddError(NoValue(name, words, word));
        return index;
    }

    private static long? ReadNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static DateTime? ReadDay(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day : null;
}
