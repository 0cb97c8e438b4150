using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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
                result.AddError($"There is no option {text}.");
        }
    }

    /// <summary>An option that takes one of a few words, in any case.</summary>
    public static Option<T> Choice<T>(string name, string[] aliases, string description, params T[] values)
    {
        string words = string.Join('|', values.Select(value => $"{value}".ToLowerInvariant()));
        return new Option<T>(name, aliases)
        {
            Description = description,
            HelpName = words,
            CompletionSources = { words.Split('|') },
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                int index = Array.FindIndex(values, value => string.Equals($"{value}", word, StringComparison.OrdinalIgnoreCase));
                if (index >= 0) return values[index];
                result.AddError($"'{word}' is not a value of {name}: {words}.");
                return default;
            },
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
            result.AddError($"'{result.Tokens[0].Value}' is not a whole number.");
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

    public static Option<bool> Rehearse() => new("--rehearse") { Description = "Run against an Azure inside this process instead of a subscription." };

    public static Option<string> Size() => new("--size") { Description = "The VM size, for example Standard_B2ls_v2." };

    public static Option<string> Location() => new("--location", "-l") { Description = "The Azure region, for example westeurope." };

    private static DateTime? ParseDay(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)) return day;
        result.AddError($"'{text}' is not a day in the form yyyy-MM-dd.");
        return default;
    }
}
