using System.Globalization;
using System.Resources;

namespace AzLegacyOs.Policy.Texts;

/// <summary>The texts that people read, in the language of the session (<see cref="CultureInfo.CurrentUICulture"/>).</summary>
/// <remarks>Numbers and dates inside a text are written the same in every language, so that they can be compared and searched.</remarks>
internal static class PolicyText
{
    internal static readonly ResourceManager RuleTexts = new("AzLegacyOs.Policy.Texts.RuleTexts", typeof(PolicyText).Assembly);

    internal static readonly ResourceManager SupportTexts = new("AzLegacyOs.Policy.Texts.SupportTexts", typeof(PolicyText).Assembly);

    /// <summary>A text of a rule: its id, a point, and the name of the text ("ALO1001.Title").</summary>
    public static string Rule(string key, params object?[] arguments) => Get(RuleTexts, key, arguments);

    /// <summary>A text of the support matrix or its statements.</summary>
    public static string Support(string key, params object?[] arguments) => Get(SupportTexts, key, arguments);

    /// <summary>A date as yyyy-MM-dd.</summary>
    public static string Date(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Get(ResourceManager texts, string key, object?[] arguments)
    {
        string text = texts.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new InvalidOperationException($"{texts.BaseName} has no text {key}.");
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }
}
