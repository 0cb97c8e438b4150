using System.Diagnostics;

namespace AzLegacyOs.Benchmarks;

/// <summary>Runs two commands in turn, A B A B ..., so that a machine that grows slower slows both.</summary>
internal sealed record PairedRuns(TimeSpan First, TimeSpan Second)
{
    /// <summary>Median time of the first over that of the second.</summary>
    public double Ratio => First / Second;

    /// <summary>Measures both after one run of each that does not count.</summary>
    /// <param name="runs">How often each runs.</param>
    /// <param name="first">One command.</param>
    /// <param name="second">The other.</param>
    /// <param name="before">Clears up before each run; its time does not count.</param>
    /// <exception cref="InvalidOperationException">A command failed.</exception>
    public static PairedRuns Measure(int runs, string[] first, string[] second, Action? before = null)
    {
        TimeSpan TimeClean(string[] command)
        {
            before?.Invoke();
            return Time(command);
        }

        TimeClean(first);
        TimeClean(second);
        var times = Enumerable.Range(0, runs).Select(_ => (First: TimeClean(first), Second: TimeClean(second))).ToList();
        return new PairedRuns(Median(times.Select(t => t.First)), Median(times.Select(t => t.Second)));
    }

    /// <summary>Runs a command to its end and gives its output.</summary>
    public static string Output(string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static TimeSpan Time(string[] command)
    {
        long start = Stopwatch.GetTimestamp();
        Output(command);
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        List<TimeSpan> sorted = [.. times.Order()];
        return sorted[sorted.Count / 2];
    }
}
