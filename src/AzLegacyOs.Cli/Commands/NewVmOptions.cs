using System.CommandLine;
using System.CommandLine.Parsing;
using AzLegacyOs.Azure.Deployment;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options of <c>azlegacyos new-vm</c> that say what is wanted.</summary>
internal sealed class NewVmOptions
{
    private readonly Option<string> _name = new("--name", "-n") { Description = "Name of the VM.", Required = true, HelpName = "VM" };
    private readonly Option<string> _resourceGroup = new("--resource-group", "-g") { Description = "Resource group; created if it does not exist.", Required = true, HelpName = "RG" };
    private readonly Option<string> _location = new("--location", "-l") { Description = "The Azure region, for example westeurope.", Required = true, HelpName = "LOC" };
    private readonly Option<string> _size = SharedOptions.Size();
    private readonly Option<string> _subnetId = new("--subnet-id") { Description = "Resource id of a subnet to join. Without it a private network is created.", HelpName = "ID" };
    private readonly Option<string[]> _allowRdpFrom = new("--allow-rdp-from") { Description = "Give the VM a public address and let this address or prefix reach Remote Desktop. May be repeated.", HelpName = "ADDRESS", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _extension = new("--extension") { Description = "A VM extension to install if the guest can run it. May be repeated.", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _zone = SharedOptions.Choice("--zone", [], "Availability zone.", "1", "2", "3");
    private readonly Option<string> _diskName = new("--disk-name") { Description = "Name of the managed disk. Default: the VM's name and -osdisk." };
    private readonly Option<string> _diskSku = new("--disk-sku") { Description = "Kind of managed disk, for example Premium_LRS. Default: StandardSSD_LRS." };
    private readonly Option<string> _licenseType = SharedOptions.Choice("--license-type", [], "State that you hold such a licence.", "Windows_Server", "Windows_Client");
    private readonly Option<string[]> _tag = new("--tag") { Description = "A tag for everything that is created. May be repeated.", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<long?> _throttleLimit = SharedOptions.Number("--throttle-limit", "Ranges that are sent at once, 1 to 64. Default: 8.");
    private readonly Option<bool> _force = new("--force") { Description = "Go on past Blockers about the guest. What Azure itself refuses stays refused." };
    private readonly Option<bool> _removeOnFailure = new("--remove-on-failure") { Description = "On failure remove what this run created." };

    public NewVmOptions() => _tag.Validators.Add(RequireNameAndValue);

    /// <summary>In the order of the help text.</summary>
    public IEnumerable<Option> All =>
    [
        _name, _resourceGroup, _location, _size, _subnetId, _allowRdpFrom, _extension, _zone, _diskName, _diskSku, _licenseType, _tag,
        _throttleLimit, _force, _removeOnFailure,
    ];

    public DeploymentRequest Read(ParseResult parsed, string image)
    {
        var request = new DeploymentRequest
        {
            ImagePath = image,
            Name = parsed.GetRequiredValue(_name),
            ResourceGroup = parsed.GetRequiredValue(_resourceGroup),
            Location = parsed.GetRequiredValue(_location),
            Size = parsed.GetValue(_size),
            SubnetId = parsed.GetValue(_subnetId),
            AllowRdpFrom = parsed.GetValue(_allowRdpFrom) ?? [],
            Extensions = parsed.GetValue(_extension) ?? [],
            Zone = parsed.GetValue(_zone),
            DiskName = parsed.GetValue(_diskName),
            LicenseType = parsed.GetValue(_licenseType),
            Tags = (parsed.GetValue(_tag) ?? []).Select(tag => tag.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
            Force = parsed.GetValue(_force),
            RemoveOnFailure = parsed.GetValue(_removeOnFailure),
        };
        if (parsed.GetValue(_diskSku) is { } sku) request = request with { DiskSku = sku };
        if (parsed.GetValue(_throttleLimit) is { } limit) request = request with { MaxConcurrency = (int)Math.Min(limit, int.MaxValue) };
        return request;
    }

    private static void RequireNameAndValue(OptionResult result)
    {
        string[] names = result.Tokens.Select(token => token.Value.Split('=', 2)).Select(pair => pair.Length == 2 ? pair[0] : "").ToArray();
        if (names.Contains("")) result.AddError("A tag has the form NAME=VALUE.");
        else if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Length) result.AddError("A tag name is given twice.");
    }
}
