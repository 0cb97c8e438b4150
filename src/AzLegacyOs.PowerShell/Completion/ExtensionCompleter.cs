using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the VM extensions that the support matrix knows. Others are accepted.</summary>
public sealed class ExtensionCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => SupportMatrix.GetAll(DateTime.UtcNow)
        .SelectMany(status => status.Extensions)
        .Select(extension => extension.Name)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => new KeyValuePair<string, string>(name, name));
}
