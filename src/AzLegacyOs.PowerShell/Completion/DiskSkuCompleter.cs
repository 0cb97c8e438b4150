namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers the kinds of managed disk that can be an OS disk. Others are accepted.</summary>
public sealed class DiskSkuCompleter : ValueCompleter
{
    private static readonly Dictionary<string, string> Skus = new()
    {
        ["Standard_LRS"] = "Standard HDD, locally redundant",
        ["StandardSSD_LRS"] = "Standard SSD, locally redundant",
        ["StandardSSD_ZRS"] = "Standard SSD, zone-redundant",
        ["Premium_LRS"] = "Premium SSD, locally redundant",
        ["Premium_ZRS"] = "Premium SSD, zone-redundant",
    };

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => Skus;
}
