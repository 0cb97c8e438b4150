using System.Globalization;
using System.Resources;

namespace AzLegacyOs.Policy.Texts;

/// <summary>The texts of this room, in the language of the session.</summary>
internal static class PolicyText
{
    internal static readonly ResourceManager RuleTexts = new("AzLegacyOs.Policy.Texts.RuleTexts", typeof(PolicyText).Assembly);

    internal static readonly ResourceManager DisplayTexts = new("AzLegacyOs.Policy.Texts.DisplayTexts", typeof(PolicyText).Assembly);

    internal static readonly ResourceManager SupportTexts = new("AzLegacyOs.Policy.Texts.SupportTexts", typeof(PolicyText).Assembly);

    /// <summary>A text of a rule: its id, a point, and the name of the text ("ALO1001.Title").</summary>
    public static string Rule(string key, params object?[] arguments) => LocalizedText.Get(RuleTexts, key, arguments);

    /// <summary>A text of the support matrix or its statements.</summary>
    public static string Support(string key, params object?[] arguments) => LocalizedText.Get(SupportTexts, key, arguments);

    /// <summary>A word or message around facts and findings.</summary>
    public static string Display(string key, params object?[] arguments) => LocalizedText.Get(DisplayTexts, key, arguments);

    /// <summary>A date as yyyy-MM-dd.</summary>
    public static string Date(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
