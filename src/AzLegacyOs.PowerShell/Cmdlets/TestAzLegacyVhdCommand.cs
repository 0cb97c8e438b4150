using System.Management.Automation;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Reads a disk image offline and tells whether it would boot in Azure and can be reached.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AzLegacyVhd", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Assessment))]
public sealed class TestAzLegacyVhdCommand : ImageCmdlet
{
    /// <summary>Judge the file for an upload with another tool, unchanged.</summary>
    [Parameter]
    public SwitchParameter AsIs { get; set; }

    /// <summary>The VM size that is wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VmSizeCompleter))]
    public string? Size { get; set; }

    /// <summary>The Azure region that is wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>The day that support dates are compared with; today by default.</summary>
    [Parameter]
    public DateTime AsOf { get; set; } = DateTime.UtcNow.Date;

    /// <inheritdoc/>
    protected override void Process(string path)
    {
        var request = new AssessmentRequest { AsOf = AsOf.Date, AsIs = AsIs, VmSize = Size, Location = Location };
        try
        {
            WriteObject(Assessor.Assess(ImageInspector.Inspect(path, cancellationToken: StopToken), request));
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
}
