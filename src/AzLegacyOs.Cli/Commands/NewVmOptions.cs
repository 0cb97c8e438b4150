using System.CommandLine;
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
    private readonly Option<string> _diskName = new("--disk-name") { Description = "Name of the managed disk. Default: the VM's name and -osdisk." };
    private readonly Option<string> _licenseType = SharedOptions.Choice("--license-type", [], "State that you hold such a licence.", "Windows_Server", "Windows_Client");
    private readonly DiskOptions _disk = new();

    /// <summary>In the order of the help text.</summary>
    public IEnumerable<Option> All =>
    [
        _name, _resourceGroup, _location, _size, _subnetId, _allowRdpFrom, _extension, _diskName, _licenseType, .. _disk.All,
    ];

    public DeploymentRequest Read(ParseResult parsed, string image) => _disk.Fill(parsed, new DeploymentRequest
    {
        ImagePath = image,
        Name = parsed.GetRequiredValue(_name),
        ResourceGroup = parsed.GetRequiredValue(_resourceGroup),
        Location = parsed.GetRequiredValue(_location),
        Size = parsed.GetValue(_size),
        SubnetId = parsed.GetValue(_subnetId),
        AllowRdpFrom = parsed.GetValue(_allowRdpFrom) ?? [],
        Extensions = parsed.GetValue(_extension) ?? [],
        DiskName = parsed.GetValue(_diskName),
        LicenseType = parsed.GetValue(_licenseType),
    });
}
