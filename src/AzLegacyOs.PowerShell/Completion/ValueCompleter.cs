using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the values that begin with, or contain, what was typed.</summary>
public abstract class ValueCompleter : IArgumentCompleter
{
    /// <summary>The values, each with the text of its tooltip.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        return Values
            .Where(value => value.Key.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            .OrderBy(value => value.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(value => value.Key, StringComparer.OrdinalIgnoreCase)
            .Select(value => new CompletionResult(Quote(value.Key), value.Key, CompletionResultType.ParameterValue, value.Value));
    }

    private static string Quote(string value) =>
        value.Any(c => char.IsWhiteSpace(c) || c is '(' or ')' or ',' or ';') ? "'" + value.Replace("'", "''") + "'" : value;
}
