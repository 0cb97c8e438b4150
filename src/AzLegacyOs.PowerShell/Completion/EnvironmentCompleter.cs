using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the clouds by the names that Az PowerShell gives them. The address of another one is accepted.</summary>
public sealed class EnvironmentCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => new Dictionary<string, string>
    {
        ["AzureCloud"] = ModuleText.Of("Cloud.Public"),
        ["AzureUSGovernment"] = ModuleText.Of("Cloud.Government"),
        ["AzureChinaCloud"] = ModuleText.Of("Cloud.China"),
    };
}
