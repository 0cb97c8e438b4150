using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Preflight;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Templates;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Turns an assessment and a request into a plan.</summary>
public sealed class DeploymentPlanner
{
    private readonly AzureConnection _connection;
    private readonly Assessment _assessment;
    private readonly ByteSource _source;
    private readonly IReadOnlyList<DataDisk> _dataDisks;
    private readonly DeploymentRequest _request;
    private readonly string _subscriptionId;
    private readonly ResourceIds _ids;
    private readonly ResourceBodies _bodies;
    private readonly ResourceRequests _requests;
    private readonly PlanDraft _draft;

    private DeploymentPlanner(AzureConnection connection, Assessment assessment, ByteSource source, DeploymentRequest request, IReadOnlyList<DataDisk> dataDisks, string subscriptionId)
    {
        _connection = connection;
        _assessment = assessment;
        _source = new ExplainedSource(source);
        _dataDisks = dataDisks;
        _request = request;
        _subscriptionId = subscriptionId;
        _ids = new ResourceIds(subscriptionId, request.ResourceGroup);
        _bodies = new ResourceBodies(request, _ids);
        _requests = new ResourceRequests(connection);
        _draft = new PlanDraft(_requests, _ids, assessment, _source);
    }

    /// <inheritdoc cref="PlanAsync(AzureConnection, Assessment, ByteSource, DeploymentRequest, IReadOnlyList{DataDisk}, CancellationToken)"/>
    public static Task<DeploymentPlan> PlanAsync(
        AzureConnection connection, Assessment assessment, ByteSource source, DeploymentRequest request, CancellationToken cancellationToken = default) =>
        PlanAsync(connection, assessment, source, request, [], cancellationToken);

    /// <summary>Makes the plan. Only reads: nothing that is sent changes anything.</summary>
    /// <param name="connection">The Azure to plan for.</param>
    /// <param name="assessment">The judgement of the image.</param>
    /// <param name="source">The fixed VHD that would be uploaded, footer included.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="dataDisks">The images that become data disks, in the order of their logical unit numbers; the request names them.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <returns>The plan, with refusals in it where something stands against it.</returns>
    /// <exception cref="ArgumentException">A value of the request is not usable.</exception>
    /// <exception cref="DiskFormatException">A source cannot be read or is not a fixed VHD that Azure takes.</exception>
    /// <exception cref="AzureOperationException">Azure could not be asked.</exception>
    public static async Task<DeploymentPlan> PlanAsync(
        AzureConnection connection, Assessment assessment, ByteSource source, DeploymentRequest request, IReadOnlyList<DataDisk> dataDisks, CancellationToken cancellationToken = default)
    {
        request = RequestCheck.Check(request with { DataDiskPaths = [.. dataDisks.Select(disk => disk.Path)] });
        UploadableVhd.Check(source);
        foreach (DataDisk disk in dataDisks) UploadableVhd.Check(disk.Source);
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        var planner = new DeploymentPlanner(connection, assessment, source, request, dataDisks, subscription);
        return await FailureMap.Guard(AzureText.Of("Doing.Plan"), cancellationToken, () => planner.MakeAsync(cancellationToken)).ConfigureAwait(false);
    }

    private async Task<DeploymentPlan> MakeAsync(CancellationToken cancellationToken)
    {
        _draft.AddVerdict(_request.Force);
        _draft.Refusals.AddRange(_dataDisks.SelectMany(disk => AssessmentCheck.RefusalsOfDataDisk(disk.Assessment)));
        bool groupExists = await _draft.AddGroupAsync(_request, _bodies, cancellationToken).ConfigureAwait(false);
        PlatformReading place = await PlatformReading.ReadAsync(_connection, _subscriptionId, _request, groupExists ? _ids.Group : null, cancellationToken).ConfigureAwait(false);
        JsonElement? machine = groupExists ? await _requests.FindAsync(ResourceTypes.VirtualMachine, _bodies.MachineId, cancellationToken).ConfigureAwait(false) : null;
        SizeDraft size = SizeDraft.Of(place, _assessment, _request.Size ?? machine?.TextAt("properties", "hardwareProfile", "vmSize"), _request.Size is not null);

        await new NetworkDraft(_draft, _bodies, _request).AddAsync(groupExists, cancellationToken).ConfigureAwait(false);
        foreach ((string type, string? id) in Neighbours())
        {
            if (id is not null) await _draft.AddExistingAsync(type, id, _request.Location, cancellationToken).ConfigureAwait(false);
        }

        string identity = ImageIdentity.Of(_source);
        DiskOnSite disk = await _draft.AddDiskAsync(_request, _bodies, _bodies.MachineId, identity, groupExists, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PlannedDataDisk> dataDisks = await AddDataDisksAsync(groupExists, cancellationToken).ConfigureAwait(false);
        AddMachine(machine, size.Name);
        IReadOnlyList<PlannedExtension> extensions = ExtensionPlan.Make(_assessment, _request.Extensions);
        foreach (PlannedExtension extension in extensions.Where(e => e.Action == ExtensionAction.Install)) await AddExtensionAsync(extension, machine is not null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Finding> findings = await JudgeAsync(place.Facts, size, groupExists, cancellationToken).ConfigureAwait(false);
        return new DeploymentPlan
        {
            Request = _request,
            SubscriptionId = _subscriptionId,
            ImageIdentity = identity,
            Resources = _draft.Resources,
            Upload = _draft.MeasureUpload(disk),
            DataDisks = dataDisks,
            Extensions = extensions,
            Replacements = AgentReplacement.For(_assessment),
            Size = size.Name,
            SizeReason = size.Reason,
            Findings = findings,
            Refusals = [.. _draft.Refusals, .. AssessmentCheck.Refusals(findings).Select(size.Advise)],
            Warnings = [.. _draft.Warnings, .. AssessmentCheck.Warnings(findings)],
        };
    }

    private async Task<IReadOnlyList<Finding>> JudgeAsync(PlatformFacts place, SizeDraft size, bool groupExists, CancellationToken cancellationToken)
    {
        place = place with
        {
            Size = size.Facts,
            IsNewMachine = IsNewMachine,
            Conflicts = _draft.Conflicts,
            NeededActions = NeededActions.Of(_draft.Resources, _ids.Group, _request.RemoveOnFailure),
        };
        if (groupExists && IsNewMachine)
        {
            var questions = new PlatformQuestions(_connection, _subscriptionId, _request.Location);
            place = place with { Objections = await questions.ObjectionsAsync(_ids.Group, _request.Name, ArmTemplate.ForValidation(_draft.Resources), cancellationToken).ConfigureAwait(false) };
        }

        return Policy.Preflight.Judge(_assessment, new AssessmentRequest { AsOf = DateTime.UtcNow.Date, VmSize = size.Name, Location = _request.Location, Platform = place });
    }

    private bool IsNewMachine => _draft.Resources.Any(r => r.Type == ResourceTypes.VirtualMachine && r.Action == PlannedAction.Create);

    /// <summary>What exists and is only pointed to.</summary>
    private IEnumerable<(string Type, string? Id)> Neighbours() =>
    [
        (ResourceTypes.AvailabilitySet, _request.AvailabilitySetId),
        (ResourceTypes.ProximityPlacementGroup, _request.ProximityPlacementGroupId),
        (ResourceTypes.DiskEncryptionSet, _request.DiskEncryptionSetId),
    ];

    private async Task<IReadOnlyList<PlannedDataDisk>> AddDataDisksAsync(bool groupExists, CancellationToken cancellationToken)
    {
        var planned = new List<PlannedDataDisk>();
        for (int unit = 0; unit < _dataDisks.Count; unit++)
        {
            planned.Add(await _draft.AddDataDiskAsync(
                _request, _bodies, _bodies.DataDiskName(unit), _dataDisks[unit].Path, new ExplainedSource(_dataDisks[unit].Source), _bodies.MachineId, groupExists, cancellationToken).ConfigureAwait(false));
        }

        return planned;
    }

    private void AddMachine(JsonElement? machine, string size)
    {
        Dictionary<string, object?> body = _bodies.Machine(_draft.Guest.OsType, size);
        string summary = AzureText.Of("Summary.Machine", size);
        if (machine is { } found && !MayBeAskedForAgain(found))
            _draft.AddUse(ResourceTypes.VirtualMachine, _request.Name, _bodies.MachineId, found, ResourceMatch.Differences(body, found));
        else
            _draft.Add(ResourceTypes.VirtualMachine, _request.Name, PlannedAction.Create, body, machine is null ? summary : AzureText.Of("Summary.MachineAgain", summary));
        if (machine is not null && !_bodies.DiskId.Equals(machine?.TextAt("properties", "storageProfile", "osDisk", "managedDisk", "id"), StringComparison.OrdinalIgnoreCase))
            _draft.Conflicts.Add(new NameConflict(ConflictKind.MachineOnOtherDisk, ResourceTypes.VirtualMachine, _request.Name));
    }

    /// <summary>Whether a VM failed and may be asked for again, with another size too. One that somebody gave more since may run all the same, and a PUT would take that away.</summary>
    private bool MayBeAskedForAgain(JsonElement machine) =>
        machine.TextAt("properties", "provisioningState") == "Failed"
        && machine.ListAt("properties", "storageProfile", "dataDisks").Count() <= _dataDisks.Count
        && machine.ListAt("properties", "networkProfile", "networkInterfaces").Count() <= 1;

    private async Task AddExtensionAsync(PlannedExtension extension, bool machineExists, CancellationToken cancellationToken)
    {
        KnownExtension known = KnownExtension.Find(extension.Name)!;
        string name = $"{_request.Name}/{known.Name}", id = _ids.Extension(_request.Name, known.Name);
        Dictionary<string, object?> body = _bodies.Extension(known);
        JsonElement? found = machineExists ? await _requests.FindAsync(ResourceTypes.Extension, id, cancellationToken).ConfigureAwait(false) : null;
        if (found is { } there && there.TextAt("properties", "provisioningState") != "Failed")
        {
            _draft.AddUse(ResourceTypes.Extension, name, id, there, ResourceMatch.Differences(body, there));
            return;
        }

        _draft.Resources.Add(new PlannedResource
        {
            Type = ResourceTypes.Extension,
            Name = name,
            Id = id,
            Action = PlannedAction.Create,
            Properties = body,
            Summary = $"{known.Publisher} {known.Type} {known.Version}",
        });
    }
}
