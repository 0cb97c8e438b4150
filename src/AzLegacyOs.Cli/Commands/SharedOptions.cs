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
        Choice("--output", ["-o"], "Print the result for people or as one JSON document.", OutputFormat.Text, OutputFormat.Json);

    /// <summary>The image, or the images, that a command reads.</summary>
    public static Argument<T> Image<T>(string description)
    {
        var image = new Argument<T>("IMAGE") { Description = description };
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
    public static Option<T> Choice<T>(string name, string[] aliases, string description, params T[] values)
    {
        string words = WordsOf(values);
        return new Option<T>(name, aliases)
        {
            Description = description,
            HelpName = words,
            CompletionSources = { words.Split('|') },
            CustomParser = result => Find(result, result.Tokens[0].Value, name, values),
        };
    }

    /// <summary>An option that takes words of an enumeration, in any case, and may be repeated.</summary>
    public static Option<T[]> Choices<T>(string name, string description)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        string words = WordsOf(values);
        return new Option<T[]>(name)
        {
            Description = description,
            HelpName = words,
            Arity = ArgumentArity.OneOrMore,
            CompletionSources = { words.Split('|') },
            CustomParser = result => [.. result.Tokens.Select(token => Find(result, token.Value, name, values))],
        };
    }

    /// <summary>An option that takes a whole number.</summary>
    public static Option<long?> Number(string name, string description) => new(name)
    {
        Description = description,
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
        Description = "Compare support dates with this day instead of today.",
        HelpName = "yyyy-MM-dd",
        CustomParser = ParseDay,
    };

    public static Option<bool> WhatIf() => new("--what-if") { Description = "Show the plan that a run would execute; change nothing." };

    public static Option<bool> SkipFreeSpace() => new("--skip-free-space") { Description = "Leave out what NTFS and FAT mark as free, and the contents of pagefile.sys, swapfile.sys and hiberfil.sys: they become zeros. Volumes that were not closed cleanly stay whole." };

    public static Option<bool> Rehearse() => new("--rehearse") { Description = "Run against an Azure inside this process instead of a subscription." };

    public static Option<string> Size() => new("--size") { Description = "The VM size, for example Standard_B2ls_v2." };

    public static Option<string> Location() => new("--location", "-l") { Description = "The Azure region, for example westeurope." };

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
