using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>A cmdlet at work in a runspace of its own, in this process: what it says arrives in the streams of the job while it says it.</summary>
/// <remarks>Progress as well, which Receive-Job and the Progress property of the job show.</remarks>
internal sealed class CmdletJob : Job
{
    private readonly Runspace _runspace;
    private readonly System.Management.Automation.PowerShell _shell;

    /// <summary>Makes the job; <see cref="Start"/> starts it.</summary>
    /// <param name="cmdlet">The cmdlet that was told to go on as a job.</param>
    /// <param name="parameters">Its parameters without the one that said so.</param>
    /// <param name="manifest">Path of the manifest of this module.</param>
    public CmdletJob(PSCmdlet cmdlet, IDictionary parameters, string manifest)
        // Not the line that was typed: it may hold an address with a key, and a job shows its command to whoever lists jobs.
        : base(cmdlet.MyInvocation.MyCommand.Name, null)
    {
        PSJobTypeName = "AzLegacyOsJob";
        InitialSessionState state = InitialSessionState.CreateDefault();
        state.ImportPSModule([manifest]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();

        // A relative path means the same there as here. Drives of this session are not there, and brackets in a folder's name are no wildcards.
        _runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath));
        _shell = System.Management.Automation.PowerShell.Create();
        _shell.Runspace = _runspace;
        _shell.Streams.Error = Error;
        _shell.Streams.Progress = Progress;
        _shell.Streams.Verbose = Verbose;
        _shell.Streams.Warning = Warning;
        _shell.Streams.Debug = Debug;
        _shell.Streams.Information = Information;
        _shell.AddCommand(cmdlet.MyInvocation.MyCommand.Name).AddParameters(parameters);
        _shell.InvocationStateChanged += (_, e) => Follow(e.InvocationStateInfo);
    }

    /// <inheritdoc/>
    public override bool HasMoreData =>
        Output.Count > 0 || Error.Count > 0 || Warning.Count > 0 || Verbose.Count > 0 || Debug.Count > 0 || Information.Count > 0 || Progress.Count > 0;

    /// <inheritdoc/>
    public override string Location => "localhost";

    /// <inheritdoc/>
    public override string StatusMessage => JobStateInfo.Reason?.Message ?? "";

    /// <summary>Starts the work.</summary>
    public void Start()
    {
        SetJobState(JobState.Running);
        var none = new PSDataCollection<PSObject>();
        none.Complete();
        _shell.BeginInvoke(none, Output);
    }

    /// <summary>Stops the work; the cmdlet cleans up first.</summary>
    public override void StopJob() => _shell.Stop();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _shell.Dispose();
            _runspace.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Follow(PSInvocationStateInfo info)
    {
        switch (info.State)
        {
            case PSInvocationState.Completed:
                SetJobState(JobState.Completed);
                break;
            case PSInvocationState.Stopped:
                SetJobState(JobState.Stopped);
                break;
            case PSInvocationState.Failed:
                if (info.Reason is RuntimeException { ErrorRecord: { } record }) Error.Add(record);
                SetJobState(JobState.Failed);
                break;
        }
    }
}
