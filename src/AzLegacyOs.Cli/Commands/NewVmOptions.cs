using System.CommandLine;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options of <c>azlegacyos new-vm</c> that say what is wanted.</summary>
internal sealed class NewVmOptions
{
    private readonly Option<string> _name = new("--name", "-n") { HelpName = "VM" };
    private readonly Option<string> _resourceGroup = new("--resource-group", "-g") { HelpName = "RG" };
    private readonly Option<string> _location = new("--location", "-l") { HelpName = "LOC" };
    private readonly Option<string> _size = SharedOptions.Size();
    private readonly Option<string> _subnetId = new("--subnet-id") { HelpName = "ID" };
    private readonly Option<string> _nsgId = Id("--nsg-id");
    private readonly Option<string> _nicId = Id("--nic-id");
    private readonly Option<string> _availabilitySetId = Id("--availability-set-id");
    private readonly Option<string> _proximityPlacementGroupId = Id("--proximity-placement-group-id");
    private readonly Option<string[]> _dataDisk = new("--data-disk") { HelpName = "IMAGE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _caching = SharedOptions.Word("--caching", "None", "ReadOnly", "ReadWrite");
    private readonly Option<string[]> _allowRdpFrom = new("--allow-rdp-from") { HelpName = "ADDRESS", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _expose = new("--expose-rdp-to-internet");
    private readonly Option<string[]> _extension = new("--extension") { HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _diskName = new("--disk-name");
    private readonly Option<string> _licenseType = SharedOptions.Word("--license-type", "Windows_Server", "Windows_Client");
    private readonly DiskOptions _disk = new();
    private readonly SendingOptions _sending = new();

    /// <summary>In the order of the help text.</summary>
    public IEnumerable<Option> All =>
    [
        _name, _resourceGroup, _location, _size, _subnetId, _nsgId, _nicId, _allowRdpFrom, _expose, _availabilitySetId, _proximityPlacementGroupId,
        _dataDisk, _caching, _extension, _diskName, _licenseType, .. _disk.All, .. _sending.All,
    ];

    /// <summary>Those without which nothing can be planned, unless a plan is given.</summary>
    public IEnumerable<Option> Needed => [_name, _resourceGroup, _location];

    /// <summary>Those that a saved plan answers; how an image is sent is said anew with each run.</summary>
    public IEnumerable<Option> SaidByPlan => All.Except(_sending.All);

    public IReadOnlyList<string> DataDisks(ParseResult parsed) => parsed.GetValue(_dataDisk) ?? [];

    public bool SkipFreeSpace(ParseResult parsed) => _sending.SkipFreeSpace(parsed);

    public UploadOptions Sending(ParseResult parsed, bool isRehearsal) => _sending.Read(parsed, isRehearsal);

    public DeploymentRequest Read(ParseResult parsed, string image, bool isRehearsal) => _disk.Fill(parsed, new DeploymentRequest
    {
        ImagePath = image,
        Name = parsed.GetRequiredValue(_name),
        ResourceGroup = parsed.GetRequiredValue(_resourceGroup),
        Location = parsed.GetRequiredValue(_location),
        Size = parsed.GetValue(_size),
        SubnetId = parsed.GetValue(_subnetId),
        NetworkSecurityGroupId = parsed.GetValue(_nsgId),
        NetworkInterfaceId = parsed.GetValue(_nicId),
        AvailabilitySetId = parsed.GetValue(_availabilitySetId),
        ProximityPlacementGroupId = parsed.GetValue(_proximityPlacementGroupId),
        Caching = parsed.GetValue(_caching) ?? "ReadOnly",
        ExposeRdpToInternet = parsed.GetValue(_expose),
        AllowRdpFrom = parsed.GetValue(_allowRdpFrom) ?? [],
        Extensions = parsed.GetValue(_extension) ?? [],
        DiskName = parsed.GetValue(_diskName),
        LicenseType = parsed.GetValue(_licenseType),
        Upload = _sending.Read(parsed, isRehearsal),
    });

    private static Option<string> Id(string name) => new(name) { HelpName = "ID" };
}
