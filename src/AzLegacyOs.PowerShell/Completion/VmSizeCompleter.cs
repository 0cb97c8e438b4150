using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers VM sizes that take a Generation 1 disk on a SCSI controller and fit a legacy guest.</summary>
/// <remarks>
/// A list in the module, not a call; other sizes are accepted. Bsv2-series and Dsv5-series articles,
/// https://learn.microsoft.com/azure/virtual-machines/sizes/overview.
/// </remarks>
public sealed class VmSizeCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => new Dictionary<string, string>
    {
        ["Standard_B2ts_v2"] = "2 vCPU, 1 GiB",
        ["Standard_B2ls_v2"] = "2 vCPU, 4 GiB",
        ["Standard_B2s_v2"] = "2 vCPU, 8 GiB",
        ["Standard_B4ls_v2"] = "4 vCPU, 8 GiB",
        ["Standard_B4s_v2"] = "4 vCPU, 16 GiB",
        ["Standard_D2s_v5"] = "2 vCPU, 8 GiB",
        ["Standard_D4s_v5"] = "4 vCPU, 16 GiB",
        ["Standard_D2s_v3"] = ModuleText.Of("Size.Previous", "2 vCPU, 8 GiB"),
    };
}
