using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Display;
using Spectre.Console;

namespace AzLegacyOs.Cli.Progress;

/// <summary>Progress on a terminal: a bar for the activity under way.</summary>
internal static class ProgressBar
{
    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<IProgress<ProgressLine>, Task<T>> work) => console.Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(context => work(new Reporter(context.AddTask(CliText.Of("Progress.Starting"), maxValue: 1))));

    private sealed class Reporter(ProgressTask task) : IProgress<ProgressLine>
    {
        public void Report(ProgressLine value)
        {
            task.Description = Markup.Escape(SafeText.Escape(value.Detail is null ? value.Activity : $"{value.Activity}: {value.Detail}"));
            task.IsIndeterminate = value.Fraction is null;
            task.Value = value.Fraction ?? 0;
        }
    }
}
