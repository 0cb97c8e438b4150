using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Policy.Display;
using Spectre.Console;

namespace AzLegacyOs.Cli.Progress;

/// <summary>Progress on a terminal: a bar for the step under way.</summary>
internal static class ProgressBar
{
    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<IProgress<DeploymentProgress>, Task<T>> work) => console.Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(context => work(new Reporter(context.AddTask("Starting"))));

    private sealed class Reporter(ProgressTask task) : IProgress<DeploymentProgress>
    {
        public void Report(DeploymentProgress value)
        {
            string text = value.Upload is { } upload ? $"{value.Activity}: {UploadText.Of(upload)}" : value.Activity;
            task.Description = Markup.Escape(SafeText.Escape(text));
            task.IsIndeterminate = value.Upload is null;
            task.MaxValue = value.Upload?.BytesTotal ?? value.Steps;
            task.Value = value.Upload?.BytesDone ?? value.Step - 1;
        }
    }
}
