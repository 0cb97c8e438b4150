using System.Diagnostics;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Progress;

/// <summary>Progress for a log: a line for each step, and one every few seconds while bytes travel.</summary>
internal sealed class PlainProgress(TextWriter error) : IProgress<DeploymentProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    private readonly Stopwatch _sinceUpload = new();

    private int _step;

    /// <inheritdoc/>
    public void Report(DeploymentProgress value)
    {
        lock (_gate)
        {
            if (value.Step != _step) error.WriteLine(SafeText.Escape($"[{value.Step}/{value.Steps}] {value.Activity}"));
            _step = value.Step;
            if (value.Upload is not { } upload || (_sinceUpload.IsRunning && _sinceUpload.Elapsed < Interval)) return;
            _sinceUpload.Restart();
            error.WriteLine("      " + UploadText.Of(upload));
        }
    }
}
