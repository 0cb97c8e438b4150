using System.CommandLine;
using System.CommandLine.Parsing;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Cli.Texts;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options of every command that makes a managed disk.</summary>
internal sealed class DiskOptions
{
    private readonly Option<string> _zone = SharedOptions.Word("--zone", "1", "2", "3");
    private readonly Option<string> _diskSku = new("--disk-sku");
    private readonly Option<string> _encryptionSet = new("--disk-encryption-set-id") { HelpName = "ID" };
    private readonly Option<string[]> _tag = new("--tag") { HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _force = new("--force");
    private readonly Option<bool> _removeOnFailure = new("--remove-on-failure");

    public DiskOptions() => _tag.Validators.Add(RequireNameAndValue);

    /// <summary>In the order of the help text.</summary>
    public IEnumerable<Option> All => [.. OfDisk, _removeOnFailure, _force];

    /// <summary>Those that mean nothing where no disk is made.</summary>
    public IEnumerable<Option> OfDisk => [_zone, _diskSku, _encryptionSet, _tag];

    public bool Force(ParseResult parsed) => parsed.GetValue(_force);

    public bool RemoveOnFailure(ParseResult parsed) => parsed.GetValue(_removeOnFailure);

    /// <summary>A request with what the options say.</summary>
    public T Fill<T>(ParseResult parsed, T request)
        where T : DiskRequest
    {
        DiskRequest filled = request with
        {
            Zone = parsed.GetValue(_zone),
            DiskSku = parsed.GetValue(_diskSku) ?? request.DiskSku,
            DiskEncryptionSetId = parsed.GetValue(_encryptionSet),
            Tags = (parsed.GetValue(_tag) ?? []).Select(tag => tag.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
            Force = Force(parsed),
            RemoveOnFailure = RemoveOnFailure(parsed),
        };
        return (T)filled;
    }

    private static void RequireNameAndValue(OptionResult result)
    {
        string[] names = result.Tokens.Select(token => token.Value.Split('=', 2)).Select(pair => pair.Length == 2 ? pair[0] : "").ToArray();
        if (names.Contains("")) result.AddError(CliText.Of("Usage.TagForm"));
        else if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Length) result.AddError(CliText.Of("Usage.TagTwice"));
    }
}
