using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>Looks into the resource files of texts.</summary>
public static class ResourceTexts
{
    /// <summary>The names of the texts of one language, without those that another language lends it.</summary>
    public static IReadOnlyList<string> Keys(ResourceManager texts, CultureInfo culture)
    {
        ResourceSet set = texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException($"{texts.BaseName} has no texts for {culture.Name}.");
        return [.. set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];
    }

    /// <summary>Each English text has a Dutch one with the same places for arguments, and no other is there.</summary>
    public static void AssertDutchIsComplete(ResourceManager texts)
    {
        var dutch = CultureInfo.GetCultureInfo("nl");
        Assert.Equal(Keys(texts, CultureInfo.InvariantCulture).Order(StringComparer.Ordinal), Keys(texts, dutch).Order(StringComparer.Ordinal));
        foreach (string key in Keys(texts, dutch))
            Assert.Equal(Arguments(texts.GetString(key, CultureInfo.InvariantCulture)!), Arguments(texts.GetString(key, dutch)!));
    }

    /// <summary>Runs something in a language and gives the thread its own back.</summary>
    public static async Task<T> InAsync<T>(string culture, Func<Task<T>> work)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return await work();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> Arguments(string text) => Regex.Matches(text, @"\{\d[^}]*\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
}
