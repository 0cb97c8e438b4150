using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the operating systems of the support matrix.</summary>
public sealed class OsNameCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => OsName.KnownNames.Select(name => new KeyValuePair<string, string>(name, name));
}
