using System.Globalization;
using System.Resources;

namespace AzLegacyOs.Policy.Texts;

/// <summary>Reads a text in the language of the session (<see cref="CultureInfo.CurrentUICulture"/>).</summary>
/// <remarks>Numbers and dates inside a text are written the same in every language, so that they can be compared and searched.</remarks>
public static class LocalizedText
{
    /// <summary>The text with its places filled.</summary>
    /// <param name="texts">The resource file.</param>
    /// <param name="key">Name of the text.</param>
    /// <param name="arguments">What stands in its places.</param>
    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public static string Get(ResourceManager texts, string key, params object?[] arguments)
    {
        string text = texts.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new InvalidOperationException($"{texts.BaseName} has no text {key}.");
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }
}
