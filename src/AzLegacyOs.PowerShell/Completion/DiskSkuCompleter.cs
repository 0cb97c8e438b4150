using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the kinds of managed disk that can be an OS disk. Others are accepted.</summary>
public sealed class DiskSkuCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => new Dictionary<string, string>
    {
        ["Standard_LRS"] = ModuleText.Of("Sku.Hdd"),
        ["StandardSSD_LRS"] = ModuleText.Of("Sku.StandardSsd"),
        ["StandardSSD_ZRS"] = ModuleText.Of("Sku.StandardSsdZones"),
        ["Premium_LRS"] = ModuleText.Of("Sku.PremiumSsd"),
        ["Premium_ZRS"] = ModuleText.Of("Sku.PremiumSsdZones"),
    };
}
