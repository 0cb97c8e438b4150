using System.CommandLine;
using System.Resources;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Cli.Texts;

/// <summary>What <c>--help</c> says of each command and option, in the language of the session. It is looked up when it is asked for alone.</summary>
internal static class HelpText
{
    internal static readonly ResourceManager Texts = new("AzLegacyOs.Cli.Texts.HelpTexts", typeof(HelpText).Assembly);

    /// <summary>Describes a command and everything in it.</summary>
    public static void Describe(Command command)
    {
        command.Description = LocalizedText.Get(Texts, KeyOf(command));
        foreach (Symbol symbol in SymbolsOf(command)) symbol.Description = LocalizedText.Get(Texts, KeyOf(command, symbol), ValuesIn(symbol.Name));
        foreach (Command below in command.Subcommands) Describe(below);
    }

    /// <summary>The arguments and options of a command.</summary>
    public static IEnumerable<Symbol> SymbolsOf(Command command) => [.. command.Arguments, .. command.Options];

    /// <summary>The key of the text of a command.</summary>
    public static string KeyOf(Command command) => command is RootCommand ? "azlegacyos" : command.Name;

    /// <summary>The key of the text of an argument or option: one for the command, where it has one of its own, or one for all.</summary>
    public static string KeyOf(Command command, Symbol symbol)
    {
        string own = $"{KeyOf(command)}.{symbol.Name}";
        return Texts.GetString(own) is null ? symbol.Name : own;
    }

    private static object[] ValuesIn(string name) => name switch
    {
        "--settings" => [AuditSettings.FileName],
        "--max-concurrency" => [UploadOptions.GreatestConcurrency, new UploadOptions().MaxConcurrency],
        _ => [],
    };
}
