using System.Resources;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.PowerShell.Texts;

/// <summary>What the cmdlets alone say, in the language of the session. What both faces say is in <see cref="Policy.Display.Words"/>.</summary>
internal static class ModuleText
{
    internal static readonly ResourceManager Texts = new("AzLegacyOs.PowerShell.Texts.ModuleTexts", typeof(ModuleText).Assembly);

    /// <summary>A text by its key.</summary>
    public static string Of(string key, params object?[] arguments) => LocalizedText.Get(Texts, key, arguments);
}
