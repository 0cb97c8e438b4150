using System.CommandLine;
using System.CommandLine.Parsing;

namespace AzLegacyOs.Cli.Commands;

/// <summary>An option whose text stands for a value.</summary>
/// <remarks>For the parser it is a text: what the parser does for other types cannot be compiled before the program starts.</remarks>
internal sealed class ValueOption<T> : Option<string>
    where T : struct
{
    private readonly Func<string, T?> _read;

    /// <param name="name">With its dashes.</param>
    /// <param name="aliases">Other names.</param>
    /// <param name="read">The value of a text; null where it has none.</param>
    /// <param name="refuse">Says what is wrong with a text that has none.</param>
    public ValueOption(string name, string[] aliases, Func<string, T?> read, Func<string, string> refuse)
        : base(name, aliases)
    {
        _read = read;
        Validators.Add(result =>
        {
            if (ValueIn(result) is null) result.AddError(refuse(result.Tokens[0].Value));
        });
    }

    /// <summary>What was given, while it is being checked; null where it has no value.</summary>
    public T? ValueIn(OptionResult result) => _read(result.Tokens[0].Value);

    /// <summary>What was given; null where nothing was.</summary>
    public T? ValueIn(ParseResult parsed) => parsed.GetValue(this) is { } text ? _read(text) : null;
}
