namespace AzLegacyOs.PowerShell.Completion;

/// <summary>Offers Azure regions by their names in Resource Manager.</summary>
/// <remarks>A list in the module, not a call: completion must answer at once and without credentials. Other regions are accepted.</remarks>
public sealed class LocationCompleter : ValueCompleter
{
    private static readonly Dictionary<string, string> Regions = new()
    {
        ["australiacentral"] = "Australia Central",
        ["australiaeast"] = "Australia East",
        ["australiasoutheast"] = "Australia Southeast",
        ["austriaeast"] = "Austria East",
        ["belgiumcentral"] = "Belgium Central",
        ["brazilsouth"] = "Brazil South",
        ["canadacentral"] = "Canada Central",
        ["canadaeast"] = "Canada East",
        ["centralindia"] = "Central India",
        ["centralus"] = "Central US",
        ["chilecentral"] = "Chile Central",
        ["chinaeast2"] = "China East 2 (Azure China)",
        ["chinanorth3"] = "China North 3 (Azure China)",
        ["eastasia"] = "East Asia",
        ["eastus"] = "East US",
        ["eastus2"] = "East US 2",
        ["francecentral"] = "France Central",
        ["germanywestcentral"] = "Germany West Central",
        ["indonesiacentral"] = "Indonesia Central",
        ["israelcentral"] = "Israel Central",
        ["italynorth"] = "Italy North",
        ["japaneast"] = "Japan East",
        ["japanwest"] = "Japan West",
        ["koreacentral"] = "Korea Central",
        ["koreasouth"] = "Korea South",
        ["malaysiawest"] = "Malaysia West",
        ["mexicocentral"] = "Mexico Central",
        ["newzealandnorth"] = "New Zealand North",
        ["northcentralus"] = "North Central US",
        ["northeurope"] = "North Europe",
        ["norwayeast"] = "Norway East",
        ["polandcentral"] = "Poland Central",
        ["qatarcentral"] = "Qatar Central",
        ["southafricanorth"] = "South Africa North",
        ["southcentralus"] = "South Central US",
        ["southeastasia"] = "Southeast Asia",
        ["southindia"] = "South India",
        ["spaincentral"] = "Spain Central",
        ["swedencentral"] = "Sweden Central",
        ["switzerlandnorth"] = "Switzerland North",
        ["uaenorth"] = "UAE North",
        ["uksouth"] = "UK South",
        ["ukwest"] = "UK West",
        ["usgovarizona"] = "US Gov Arizona (Azure Government)",
        ["usgovtexas"] = "US Gov Texas (Azure Government)",
        ["usgovvirginia"] = "US Gov Virginia (Azure Government)",
        ["westcentralus"] = "West Central US",
        ["westeurope"] = "West Europe",
        ["westus"] = "West US",
        ["westus2"] = "West US 2",
        ["westus3"] = "West US 3",
    };

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values => Regions;
}
