using System.Management.Automation;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Deployment;
using AzLegacyOs.PowerShell.Loading;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Ranks the VM sizes that a guest can run on, with the reason against each other one.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
[Cmdlet(VerbsCommon.Get, "AzLegacyVmSize", DefaultParameterSetName = OsSet)]
[OutputType(typeof(RankedVmSize))]
public sealed class GetAzLegacyVmSizeCommand : AzureQueryCmdlet<AzureDiskParameters>
{
    private const string OsSet = "Os";

    /// <summary>The operating system by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OsSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OsNameCompleter))]
    public string Os { get; set; } = "";

    /// <summary>The architecture of the operating system.</summary>
    [Parameter(ParameterSetName = OsSet)]
    public MachineArchitecture? Architecture { get; set; }

    /// <summary>The generation of its disk.</summary>
    [Parameter(ParameterSetName = OsSet)]
    public VmGeneration Generation { get; set; } = VmGeneration.V1;

    /// <summary>Assessments of images from Test-AzLegacyVhd.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageCmdlet.InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Assessment[] InputObject { get; set; } = [];

    /// <summary>The Azure region.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>A list of sizes that was saved before; nothing is asked over the network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SkuList { get; set; }

    /// <summary>Only sizes with these names; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Sizes that do not fit are given too.</summary>
    [Parameter]
    public SwitchParameter IncludeExcluded { get; set; }

    /// <summary>Data disks that will be attached.</summary>
    [Parameter]
    [ValidateRange(0, 64)]
    public int DataDiskCount { get; set; }

    /// <summary>Whether a size was asked for.</summary>
    internal bool IsWanted(RankedVmSize size) =>
        (size.Fits || IncludeExcluded) && Name.Any(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(size.Size.Name));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        PrivateDependencies.Load();
        foreach (Assessment assessment in InputObject) Run(() => SizeSession.RunAsync(this, assessment.ToFacts(), assessment.Path));
        if (ParameterSetName == OsSet) RankNamed();
    }

    private void RankNamed()
    {
        if (OsName.TryParse(Os, Architecture, out IReadOnlyList<SupportRow> rows))
        {
            Run(() => SizeSession.RunAsync(this, NamedGuest.Of(rows[0], Generation), Os));
            return;
        }

        WriteError(ErrorRecords.OfOsName(Os, Architecture));
    }
}
