using AzLegacyOs.Policy.Rules;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the ids of the rules, each with its title. Wildcards are accepted.</summary>
public sealed class RuleIdCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => RuleCatalogue.All.Select(rule => new KeyValuePair<string, string>(rule.Id, rule.Title));
}
