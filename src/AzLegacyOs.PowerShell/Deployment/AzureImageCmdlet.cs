using System.Collections;
using System.Management.Automation;
using AzLegacyOs.PowerShell.Loading;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>A cmdlet that takes disk images to Azure.</summary>
/// <remarks>No type of the Azure room is named here: it can be loaded only after <see cref="PrivateDependencies.Load"/>.</remarks>
public abstract class AzureImageCmdlet : ImageCmdlet, IDynamicParameters
{
    private AzureSession? _session;

    /// <summary>Resource id of a disk encryption set.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DiskEncryptionSetId { get; set; }

    /// <summary>Tags for everything that is created.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    /// <summary>The most ranges that are sent at once.</summary>
    [Parameter]
    [ValidateRange(1, 24)]
    public int MaxConcurrency { get; set; } = 12;

    /// <summary>The most bytes of the disk that are sent in a second.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxBytesPerSecond { get; set; } = long.MaxValue;

    /// <summary>Leave out free clusters, page files and hibernation files.</summary>
    [Parameter]
    public SwitchParameter SkipFreeSpace { get; set; }

    /// <summary>Read the target back at the end and compare it with the image.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>Begin anew where an earlier run was interrupted.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Go on past Blockers about the guest; never past what Azure itself refuses.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>On failure remove what this run created.</summary>
    [Parameter]
    public SwitchParameter RemoveOnFailure { get; set; }

    /// <summary>Work in the background: a job comes back at once for each image.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    internal AzureDiskParameters Azure { get; } = new();

    /// <inheritdoc/>
    public object? GetDynamicParameters() => Azure;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!AsJob)
        {
            base.ProcessRecord();
            return;
        }

        Dictionary<string, object> parameters = MyInvocation.BoundParameters.Where(given => given.Key != nameof(AsJob)).ToDictionary(given => given.Key, given => given.Value);
        var job = new CmdletJob(this, parameters, System.IO.Path.Combine(MyInvocation.MyCommand.Module.ModuleBase, "AzLegacyOs.psd1"));
        JobRepository.Add(job);
        job.Start();
        WriteObject(job);
    }

    /// <inheritdoc/>
    protected override void Process(string path)
    {
        PrivateDependencies.Load();
        _session ??= NewSession();
        Run(() => _session.RunAsync(path));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _session?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Begins the work of the command.</summary>
    private protected abstract AzureSession NewSession();
}
