using System.CommandLine;
using System.Globalization;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Texts;

/// <summary>Every command, argument and option has a text of its own, or one that it shares, and none is left over.</summary>
public sealed class HelpTextTests
{
    [Fact]
    public void Dutch_is_complete_and_takes_the_same_arguments() => ResourceTexts.AssertDutchIsComplete(HelpText.Texts);

    [Fact]
    public void Every_command_and_option_is_described_and_no_text_is_left_over()
    {
        Command root = CommandLine.Build(new CommandHost(new Terminal { Output = TextWriter.Null, Error = TextWriter.Null }), []);
        IEnumerable<string> used = root.Subcommands.Prepend(root)
            .SelectMany(command => HelpText.SymbolsOf(command).Select(symbol => HelpText.KeyOf(command, symbol)).Prepend(HelpText.KeyOf(command)));

        Assert.Equal(ResourceTexts.Keys(HelpText.Texts, CultureInfo.InvariantCulture).Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }
}
