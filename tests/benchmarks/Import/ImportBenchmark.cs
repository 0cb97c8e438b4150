using System.Globalization;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Benchmarks.Import;

/// <summary>A PowerShell that imports the module and ends, beside one that only starts and ends.</summary>
internal static class ImportBenchmark
{
    private const int Runs = 15;

    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(150);

    public static int Run()
    {
        string manifest = RepositoryRoot.Combine("output", "AzLegacyOs", "AzLegacyOs.psd1");
        Say("import", $"Import-Module '{manifest}'", out TimeSpan cost);
        Say("import and offline answer", $"Import-Module '{manifest}'; Get-AzOsSupportStatus XP", out _);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"import over a bare start   {cost.TotalMilliseconds:F0} ms; the goal is less than {Goal.TotalMilliseconds:F0} ms"));
        return cost < Goal ? 0 : 1;
    }

    private static void Say(string what, string script, out TimeSpan cost)
    {
        PairedRuns runs = PairedRuns.Measure(Runs, Shell(script), Shell("$null"));
        cost = runs.First - runs.Second;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-26} {runs.Ratio:F2} of a bare start (processor time {runs.ProcessorRatio:F2}; medians of {Runs}: {runs.First.TotalMilliseconds:F0} ms and {runs.Second.TotalMilliseconds:F0} ms here)"));
    }

    private static string[] Shell(string script) => ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script];
}
