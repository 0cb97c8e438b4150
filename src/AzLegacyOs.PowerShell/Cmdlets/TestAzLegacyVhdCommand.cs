using System.Diagnostics;
using System.Management.Automation;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Reads disk images offline and tells whether they would boot in Azure and can be reached.</summary>
/// <remarks>Images are read on other threads, several at once; PowerShell allows output on the pipeline thread alone, so that it is given there, in order.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "AzLegacyVhd", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Assessment))]
public sealed class TestAzLegacyVhdCommand : ImageCmdlet
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _sinceProgress = Stopwatch.StartNew();

    private InspectionQueue<Assessment>? _queue;
    private bool _hasProgress;

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

    /// <summary>List only findings of these rules; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleIdCompleter))]
    public string[]? Rule { get; set; }

    /// <summary>Leave out findings of these rules; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleIdCompleter))]
    public string[]? ExcludeRule { get; set; }

    /// <summary>List only findings of these profiles.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public RuleProfile[]? Profile { get; set; }

    /// <summary>List only findings that are at least as severe.</summary>
    [Parameter]
    public Severity MinimumSeverity { get; set; } = Severity.Information;

    /// <summary>A settings file with accepted findings; .azlegacyos.json in the current folder by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SettingsPath { get; set; }

    /// <summary>How many images are read at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = InspectionQueue<Assessment>.DefaultThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        AssessmentRequest request = MakeRequest();
        _ = Task.Run(Assessor.Prepare, StopToken);
        _queue = new InspectionQueue<Assessment>(facts => Assessor.Assess(facts, request), ThrottleLimit, StopToken);
    }

    /// <inheritdoc/>
    protected override void Process(string path)
    {
        _queue!.Add(path);
        while (_queue.IsNextDone) WriteNext();
        ShowProgress();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (!_queue!.IsEmpty)
        {
            if (Wait()) WriteNext();
            ShowProgress();
        }

        if (_hasProgress) WriteProgress(InspectionRecord.Completed());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _queue?.Dispose();
        base.Dispose(disposing);
    }

    private AssessmentRequest MakeRequest()
    {
        var request = new AssessmentRequest { AsOf = AsOf.Date, AsIs = AsIs, VmSize = Size, Location = Location };
        try
        {
            request = request with { Selection = RuleSelection.Of(Rule, ExcludeRule, Profile, MinimumSeverity) };
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.Of(e, "RuleNotFound", ErrorCategory.ObjectNotFound, null, ModuleText.Of("Rule.Hint")));
        }

        try
        {
            if (SettingsFile.Find(this, SettingsPath) is not { } file) return request;
            AuditSettings settings = SettingsFile.Read(file);
            WriteVerbose(ModuleText.Of("Settings.Used", file, settings.Accepted.Count));
            foreach (string warning in settings.WarningsOn(request.AsOf)) WriteWarning(warning);
            return request with { Accepted = settings.Accepted };
        }
        catch (Exception e) when (e is AuditSettingsException or SessionStateException or NotSupportedException)
        {
            ThrowTerminatingError(ErrorRecords.Of(e, "SettingsFileInvalid", ErrorCategory.InvalidData, SettingsPath, ModuleText.Of("Settings.Hint")));
            throw;
        }
    }

    private bool Wait()
    {
        try
        {
            return _queue!.WaitForNext((int)ProgressInterval.TotalMilliseconds);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void WriteNext()
    {
        InspectionResult<Assessment> result;
        try
        {
            result = _queue!.Take();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (result.Error is { } error)
        {
            WriteError(ErrorRecords.OfImage(error, result.Path));
            return;
        }

        foreach (string notice in result.Value!.Notices) WriteWarning($"{result.Value.Path}: {notice}");
        WriteObject(result.Value);
    }

    // One image is over before a bar could be read.
    private void ShowProgress()
    {
        InspectionProgress progress = _queue!.Progress;
        if (progress.Total < 2 || _sinceProgress.Elapsed < ProgressInterval) return;
        _sinceProgress.Restart();
        _hasProgress = true;
        WriteProgress(InspectionRecord.Of(progress));
    }
}
