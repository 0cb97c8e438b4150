using System.Resources;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Cli.Texts;

/// <summary>What the command line alone says, in the language of the session. What both faces say is in <see cref="Policy.Display.Words"/>.</summary>
internal static class CliText
{
    internal static readonly ResourceManager Texts = new("AzLegacyOs.Cli.Texts.CliTexts", typeof(CliText).Assembly);

    /// <summary>A text by its key.</summary>
    public static string Of(string key, params object?[] arguments) => LocalizedText.Get(Texts, key, arguments);
}
