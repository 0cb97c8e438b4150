using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Sizes;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Turns an assessment and a request into a plan.</summary>
public sealed class DeploymentPlanner
{
    private readonly Assessment _assessment;
    private readonly ByteSource _source;
    private readonly DeploymentRequest _request;
    private readonly string _subscriptionId;
    private readonly ResourceIds _ids;
    private readonly ResourceBodies _bodies;
    private readonly ResourceRequests _requests;
    private readonly PlanDraft _draft;

    private DeploymentPlanner(AzureConnection connection, Assessment assessment, ByteSource source, DeploymentRequest request, string subscriptionId)
    {
        _assessment = assessment;
        _source = new ExplainedSource(source);
        _request = request;
        _subscriptionId = subscriptionId;
        _ids = new ResourceIds(subscriptionId, request.ResourceGroup);
        _bodies = new ResourceBodies(request, _ids);
        _requests = new ResourceRequests(connection);
        _draft = new PlanDraft(_requests, _ids, assessment, _source);
    }

    /// <summary>Makes the plan. Only reads: nothing that is sent changes anything.</summary>
    /// <param name="connection">The Azure to plan for.</param>
    /// <param name="assessment">The judgement of the image.</param>
    /// <param name="source">The fixed VHD that would be uploaded, footer included.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <returns>The plan, with refusals in it where something stands against it.</returns>
    /// <exception cref="ArgumentException">A value of the request is not usable.</exception>
    /// <exception cref="DiskFormatException">The source cannot be read or is not a fixed VHD that Azure takes.</exception>
    /// <exception cref="AzureOperationException">Azure could not be asked.</exception>
    public static async Task<DeploymentPlan> PlanAsync(
        AzureConnection connection, Assessment assessment, ByteSource source, DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        request = RequestCheck.Check(request);
        UploadableVhd.Check(source);
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        var planner = new DeploymentPlanner(connection, assessment, source, request, subscription);
        IReadOnlyList<VmSize>? sizes = await ListSizesAsync(connection, request.Location, cancellationToken).ConfigureAwait(false);
        return await FailureMap.Guard("Planning the deployment", cancellationToken, () => planner.MakeAsync(sizes, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The sizes on offer; null where the identity may not ask, as one that has rights on a resource group alone.</summary>
    private static async Task<IReadOnlyList<VmSize>?> ListSizesAsync(AzureConnection connection, string location, CancellationToken cancellationToken)
    {
        try
        {
            return await VmSizeCatalog.ListAsync(connection, location, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureOperationException exception) when (exception.Failure.Category == AzureFailureCategory.PermissionDenied)
        {
            return null;
        }
    }

    private async Task<DeploymentPlan> MakeAsync(IReadOnlyList<VmSize>? sizes, CancellationToken cancellationToken)
    {
        _draft.AddVerdict(_request.Force);
        VmSizeChoice size = ChooseSize(sizes);
        bool groupExists = await _draft.AddGroupAsync(_request, _bodies, cancellationToken).ConfigureAwait(false);
        await AddNetworkAsync(groupExists, cancellationToken).ConfigureAwait(false);
        string identity = ImageIdentity.Of(_source);
        DiskOnSite disk = await _draft.AddDiskAsync(_request, _bodies, _bodies.MachineId, identity, groupExists, cancellationToken).ConfigureAwait(false);
        await AddMachineAsync(size.Name, groupExists, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PlannedExtension> extensions = ExtensionPlan.Make(_assessment, _request.Extensions);
        foreach (PlannedExtension extension in extensions.Where(e => e.Action == ExtensionAction.Install)) AddExtension(extension);
        return new DeploymentPlan
        {
            Request = _request,
            SubscriptionId = _subscriptionId,
            ImageIdentity = identity,
            Resources = _draft.Resources,
            Upload = _draft.MeasureUpload(disk),
            Extensions = extensions,
            Size = size.Name,
            SizeReason = size.Reason,
            Refusals = _draft.Refusals,
            Warnings = _draft.Warnings,
        };
    }

    private VmSizeChoice ChooseSize(IReadOnlyList<VmSize>? sizes)
    {
        GuestNeeds needs = GuestNeeds.Of(_assessment) with { Zone = _request.Zone, NeedsPremiumStorage = _request.DiskSku.StartsWith("Premium", StringComparison.Ordinal) };
        VmSizeChoice choice = VmSizeChoice.Make(sizes, needs, _request.Size, _request.Location);
        _draft.Warnings.AddRange(choice.Warnings);
        if (choice.Refusal is not null) _draft.Refusals.Add(choice.Refusal);
        return choice;
    }

    private async Task AddNetworkAsync(bool groupExists, CancellationToken cancellationToken)
    {
        string open = _bodies.HasPublicAddress ? $"Remote Desktop from {string.Join(", ", _request.AllowRdpFrom)}" : "no inbound rule";
        JsonElement? group = await _draft.AddAsync(ResourceTypes.NetworkSecurityGroup, _bodies.SecurityGroupName, _bodies.SecurityGroup(), open, groupExists, cancellationToken).ConfigureAwait(false);
        if (group is not null) _draft.Warnings.Add($"The network security group {_bodies.SecurityGroupName} exists and is used with the rules that it has.");
        if (_request.SubnetId is { } subnet)
        {
            await CheckSubnetAsync(subnet, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _draft.AddAsync(ResourceTypes.VirtualNetwork, _bodies.NetworkName, _bodies.Network(), "private, 10.84.0.0/24, no NAT gateway or other explicit way out", groupExists, cancellationToken).ConfigureAwait(false);
        }

        if (_bodies.HasPublicAddress)
            await _draft.AddAsync(ResourceTypes.PublicIpAddress, _bodies.PublicAddressName, _bodies.PublicAddress(), "Standard, static", groupExists, cancellationToken).ConfigureAwait(false);
        string address = _bodies.HasPublicAddress ? "with a public address" : "no public address";
        JsonElement? nic = await _draft.AddAsync(ResourceTypes.NetworkInterface, _bodies.InterfaceName, _bodies.Interface(), $"{address}, accelerated networking off", groupExists, cancellationToken).ConfigureAwait(false);
        RefuseForeignOwner(nic?.TextAt("properties", "virtualMachine", "id"), ResourceTypes.NetworkInterface, _bodies.InterfaceName, "Choose another name for the VM.");
    }

    private async Task CheckSubnetAsync(string subnetId, CancellationToken cancellationToken)
    {
        string networkId = subnetId.Substring(0, subnetId.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase));
        string subnetName = subnetId.Substring(subnetId.LastIndexOf('/') + 1);
        JsonElement? network = await _requests.FindAsync(ResourceTypes.VirtualNetwork, networkId, cancellationToken).ConfigureAwait(false);
        string? location = network?.TextAt("location");
        if (network?.ListAt("properties", "subnets").Any(s => subnetName.Equals(s.TextAt("name"), StringComparison.OrdinalIgnoreCase)) != true)
        {
            _draft.Refuse("SubnetNotFound", $"The subnet {subnetId} does not exist or cannot be seen.", "Check the id and the rights on its virtual network.");
        }
        else if (!_request.Location.Equals(location?.Replace(" ", ""), StringComparison.OrdinalIgnoreCase))
        {
            _draft.Refuse("SubnetInOtherLocation", $"The subnet {subnetName} is in {location}, and a VM has to be where its network is.", $"Deploy to {location}, or name a subnet in {_request.Location}.");
        }
    }

    private async Task AddMachineAsync(string size, bool groupExists, CancellationToken cancellationToken)
    {
        JsonElement? machine = groupExists ? await _requests.FindAsync(ResourceTypes.VirtualMachine, _bodies.MachineId, cancellationToken).ConfigureAwait(false) : null;
        string? disk = machine?.TextAt("properties", "storageProfile", "osDisk", "managedDisk", "id");
        string summary = $"{size}, specialized OS disk attached, boot diagnostics managed";
        if (machine is { } found && found.TextAt("properties", "provisioningState") != "Failed")
            _draft.Add(ResourceTypes.VirtualMachine, _request.Name, PlannedAction.Use, PlanDraft.Seen(found), "exists");
        else
            _draft.Add(ResourceTypes.VirtualMachine, _request.Name, PlannedAction.Create, _bodies.Machine(_draft.OsType, size), machine is null ? summary : summary + "; asked for again, for it failed before");
        if (machine is not null && !_bodies.DiskId.Equals(disk, StringComparison.OrdinalIgnoreCase))
            _draft.Refuse("VmNameTaken", $"There is a VM {_request.Name} that runs from another disk.", "Choose another name for the VM.");
    }

    private void AddExtension(PlannedExtension extension)
    {
        KnownExtension known = KnownExtension.Find(extension.Name)!;
        _draft.Resources.Add(new PlannedResource
        {
            Type = ResourceTypes.Extension,
            Name = $"{_request.Name}/{known.Name}",
            Id = _ids.Extension(_request.Name, known.Name),
            Action = PlannedAction.Create,
            Properties = _bodies.Extension(known),
            Summary = $"{known.Publisher} {known.Type} {known.Version}",
        });
    }

    private void RefuseForeignOwner(string? owner, string type, string name, string remedy)
    {
        if (owner is not null && !owner.Equals(_bodies.MachineId, StringComparison.OrdinalIgnoreCase))
            _draft.Refuse("ResourceInUse", $"{type} {name} belongs to {owner}.", remedy);
    }
}
