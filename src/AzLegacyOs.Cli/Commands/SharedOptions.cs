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
    public static Option<OutputFormat> Output() =>
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
    public static Option<T> Choice<T>(string name, string[] aliases, params T[] values)
    {
        string words = WordsOf(values);
        return new Option<T>(name, aliases)
        {
            HelpName = words,
            CompletionSources = { words.Split('|') },
            CustomParser = result => Find(result, result.Tokens[0].Value, name, values),
        };
    }

    /// <summary>An option that takes words of an enumeration, in any case, and may be repeated.</summary>
    public static Option<T[]> Choices<T>(string name)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        string words = WordsOf(values);
        return new Option<T[]>(name)
        {
            HelpName = words,
            Arity = ArgumentArity.OneOrMore,
            CompletionSources = { words.Split('|') },
            CustomParser = result => [.. result.Tokens.Select(token => Find(result, token.Value, name, values))],
        };
    }

    /// <summary>An option that takes a whole number.</summary>
    public static Option<long?> Number(string name) => new(name)
    {
        HelpName = "N",
        CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return number;
            result.AddError(CliText.Of("Usage.NoNumber", result.Tokens[0].Value));
            return null;
        },
    };

    public static Option<DateTime?> AsOf() => new("--as-of")
    {
        HelpName = "yyyy-MM-dd",
        CustomParser = ParseDay,
    };

    public static Option<bool> WhatIf() => new("--what-if");

    public static Option<bool> SkipFreeSpace() => new("--skip-free-space");

    public static Option<string> Size() => new("--size");

    public static Option<string> Location() => new("--location", "-l");

    private static string WordsOf<T>(T[] values) => string.Join('|', values.Select(value => $"{value}".ToLowerInvariant()));

    private static T? Find<T>(ArgumentResult result, string word, string name, T[] values)
    {
        int index = Array.FindIndex(values, value => string.Equals($"{value}", word, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return values[index];
        result.AddError(CliText.Of("Usage.NoValue", word, name, WordsOf(values)));
        return default;
    }

    private static DateTime? ParseDay(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)) return day;
        result.AddError(CliText.Of("Usage.NoDay", text));
        return default;
    }
}
