using System.Diagnostics;

namespace AzLegacyOs.Benchmarks;

/// <summary>The most memory that a process had in use at once.</summary>
internal static class PeakMemory
{
    private const double MiB = 1024 * 1024;

    /// <summary>Runs a command to its end; its peak in MiB.</summary>
    public static double Of(string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        while (!process.WaitForExit(1))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended just now; the last look is a millisecond old.
            }
        }

        return peak / MiB;
    }
}
