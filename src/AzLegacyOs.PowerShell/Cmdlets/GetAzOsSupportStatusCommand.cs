using System.Management.Automation;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Machines;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Loading;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Tells what Azure supports for an operating system: by name, from an image, of existing VMs, or the whole matrix.</summary>
/// <remarks>No type of the Azure room is named here: it is loaded for VMs alone, see <see cref="PrivateDependencies.Load"/>.</remarks>
[Cmdlet(VerbsCommon.Get, "AzOsSupportStatus", DefaultParameterSetName = NameSet)]
[OutputType(typeof(SupportStatus), typeof(MachineOs))]
public sealed class GetAzOsSupportStatusCommand : AzureQueryCmdlet<AzureParameters>
{
    private const string NameSet = "Name";
    private const string AllSet = "All";
    private const string MachineSet = "VM";
    private const string SubscriptionSet = "AllVM";

    private MachineOsSession? _machines;

    /// <summary>Names of operating systems.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OsNameCompleter))]
    [Alias("Os")]
    public string[] Name { get; set; } = [];

    /// <summary>Only this architecture.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = AllSet)]
    public MachineArchitecture? Architecture { get; set; }

    /// <summary>The whole matrix.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Paths of images; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageCmdlet.PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("Vhd")]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of images, taken as they stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageCmdlet.LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Assessments of images.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageCmdlet.InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Assessment[] InputObject { get; set; } = [];

    /// <summary>Resource ids of existing VMs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MachineSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ResourceId")]
    [ValidateNotNullOrEmpty]
    public string[] VM { get; set; } = [];

    /// <summary>Every VM of the subscription.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SubscriptionSet)]
    public SwitchParameter AllVM { get; set; }

    /// <summary>The day that the answers hold for; today by default.</summary>
    [Parameter]
    public DateTime AsOf { get; set; } = DateTime.UtcNow.Date;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All || (ParameterSetName == NameSet && Name.Length == 0)) WriteMatrix();

        // An id from the pipeline binds as a name, and no operating system is called like that.
        foreach (string name in Name.Where(name => !IsResourceId(name))) WriteNamed(name);
        string[] ids = [.. VM, .. Name.Where(IsResourceId)];
        if (ids.Length > 0 || AllVM) WriteMachines(ids);
        foreach (Assessment assessment in InputObject) WriteGuest(assessment.Guest, assessment.Status?.Capacity, assessment.Path);
        var paths = new ImagePaths(this);
        foreach (string path in Path.SelectMany(path => paths.Resolve(path, literal: false))) WriteImage(path);
        foreach (string path in LiteralPath.SelectMany(path => paths.Resolve(path, literal: true))) WriteImage(path);
    }

    private static bool IsResourceId(string name) => name.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase);

    private void WriteMachines(string[] ids)
    {
        PrivateDependencies.Load();
        _machines ??= new MachineOsSession(this);
        foreach (string id in ids) Run(() => _machines.RunAsync(id));
        if (AllVM) Run(() => _machines.RunAllAsync());
    }

    private void WriteMatrix() =>
        WriteObject(SupportMatrix.GetAll(AsOf.Date).Where(status => Architecture is null || status.Architecture == Architecture), enumerateCollection: true);

    private void WriteNamed(string name)
    {
        if (OsName.TryParse(name, Architecture, out IReadOnlyList<SupportRow> rows))
        {
            WriteObject(rows.Select(row => SupportMatrix.GetStatus(row, AsOf.Date)), enumerateCollection: true);
            return;
        }

        WriteError(ErrorRecords.OfOsName(name, Architecture));
    }

    private void WriteImage(string path)
    {
        try
        {
            Assessment assessment = Assessor.Assess(ImageInspector.Inspect(path, cancellationToken: StopToken), new AssessmentRequest { AsOf = AsOf.Date });
            WriteGuest(assessment.Guest, assessment.Status?.Capacity, path);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            WriteError(ErrorRecords.OfImage(e, path));
        }
    }

    private void WriteGuest(GuestFacts? guest, GuestCapacity? capacity, string path)
    {
        if (guest is not null)
        {
            WriteObject(SupportMatrix.GetStatus(guest, AsOf.Date) with { Capacity = capacity });
            return;
        }

        WriteError(ErrorRecords.Of(
            new ItemNotFoundException(ModuleText.Of("Status.NoGuest", RemoteAddress.NameOf(path))),
            "GuestNotFound",
            ErrorCategory.ObjectNotFound,
            path,
            ModuleText.Of("Status.NoGuestHint")));
    }
}
