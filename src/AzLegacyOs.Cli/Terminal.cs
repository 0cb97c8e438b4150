using AzLegacyOs.Cli.Progress;
using Spectre.Console;

namespace AzLegacyOs.Cli;

/// <summary>Where a command speaks: results to one stream, everything else to the other.</summary>
internal sealed class Terminal
{
    private const int WidthOfFiles = 120;

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Columns that text is wrapped to.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>Whether results may be coloured.</summary>
    public bool HasColor { get; init; }

    /// <summary>The error stream as a terminal that can redraw a line; null where it is a file or a pipe.</summary>
    public IAnsiConsole? Interactive { get; init; }

    /// <summary>Runs a work that tells how far it is.</summary>
    public Task<T> WithProgressAsync<T>(Func<IProgress<ProgressLine>, Task<T>> work) =>
        Interactive is { } console ? ProgressBar.RunAsync(console, work) : work(new PlainProgress(Error));

    /// <summary>Runs a work that tells how far it is and holds its thread to the end: one of its own only where a bar is drawn beside it.</summary>
    /// <remarks>Never one of the pool, which has as many as there are processors, so that it would be missing from the work.</remarks>
    public Task<T> WorkWithProgressAsync<T>(Func<IProgress<ProgressLine>, T> work) => Interactive is { } console
        ? ProgressBar.RunAsync(console, listener => Task.Factory.StartNew(() => work(listener), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
        : Task.FromResult(work(new PlainProgress(Error)));

    /// <summary>The streams of the process.</summary>
    public static Terminal OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Width = Console.IsOutputRedirected || Console.WindowWidth == 0 ? WidthOfFiles : Math.Clamp(Console.WindowWidth, 40, 140),
        HasColor = !Console.IsOutputRedirected && CanShowColor(),
        Interactive = Console.IsErrorRedirected ? null : FindInteractive(),
    };

    // Spectre.Console examines its surroundings when it is first touched, which takes time that a pipeline need not spend.
    private static bool CanShowColor() => AnsiConsole.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    private static IAnsiConsole? FindInteractive()
    {
        IAnsiConsole error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return error.Profile.Capabilities.Ansi ? error : null;
    }
}
