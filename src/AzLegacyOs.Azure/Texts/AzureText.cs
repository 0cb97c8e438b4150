using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Azure.Texts;

/// <summary>What this room says, in the language of the session.</summary>
internal static class AzureText
{
    internal static readonly System.Resources.ResourceManager Texts = new("AzLegacyOs.Azure.Texts.AzureTexts", typeof(AzureText).Assembly);

    /// <summary>A text by its key.</summary>
    public static string Of(string key, params object?[] arguments) => LocalizedText.Get(Texts, key, arguments);
}
