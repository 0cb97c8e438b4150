using System.Diagnostics;
using System.Globalization;

namespace AzLegacyOs.Benchmarks;

/// <summary>Runs two commands in turn, A B A B ..., so that a machine that grows slower slows both.</summary>
/// <param name="First">Median time of the first.</param>
/// <param name="Second">Median time of the second.</param>
/// <param name="ProcessorRatio">Processor time of all runs of the first over that of the second, which other work on the machine hardly changes; not a number where the system does not tell.</param>
internal sealed record PairedRuns(TimeSpan First, TimeSpan Second, double ProcessorRatio)
{
    /// <summary>Ticks of /proc in a second, on every Linux of today.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time of all runs of the first; zero where the system does not tell.</summary>
    public TimeSpan FirstProcessorTime { get; private init; }

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
        List<TimeSpan> firsts = [], seconds = [];
        double firstTicks = 0, secondTicks = 0;
        for (int i = 0; i < runs; i++)
        {
            double start = ProcessorTicks();
            firsts.Add(TimeClean(first));
            double middle = ProcessorTicks();
            seconds.Add(TimeClean(second));
            firstTicks += middle - start;
            secondTicks += ProcessorTicks() - middle;
        }

        return new PairedRuns(Median(firsts), Median(seconds), firstTicks / secondTicks)
        {
            FirstProcessorTime = double.IsNaN(firstTicks) ? TimeSpan.Zero : TimeSpan.FromSeconds(firstTicks / TicksPerSecond),
        };
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

    /// <summary>The one in the middle.</summary>
    public static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        List<TimeSpan> sorted = [.. times.Order()];
        return sorted[sorted.Count / 2];
    }

    // proc(5): cutime and cstime, the 16th and 17th field of stat, are those of the processes that ended.
    private static double ProcessorTicks()
    {
        if (!OperatingSystem.IsLinux()) return double.NaN;
        string[] fields = File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ');
        return long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture);
    }

    private static TimeSpan Time(string[] command)
    {
        long start = Stopwatch.GetTimestamp();
        Output(command);
        return Stopwatch.GetElapsedTime(start);
    }
}
