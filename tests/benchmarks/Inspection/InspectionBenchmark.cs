using System.Globalization;
using System.Text.Json;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Benchmarks.Inspection;

/// <summary>Judging the Windows on a 127 GiB disk, beside The Sleuth Kit and hivex reading only its name and set-up state.</summary>
internal static class InspectionBenchmark
{
    private const long MiB = 1024 * 1024;

    private const int Runs = 7;

    public static int Run()
    {
        string here = Path.Combine(RepositoryRoot.Path, "tests", "benchmarks", "Inspection");
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        try
        {
            string disk = Path.Combine(work, "large.vhd");
            string program = Product.Publish(work);
            MeasureFixtures(program);

            PairedRuns.Output(["bash", Path.Combine(here, "make-large-disk.sh"), Fixtures.Get("server2003r2-x86"), disk]);
            string[] ours = [program, "test", disk, "--output", "json"];
            string[] peer = ["bash", Path.Combine(here, "peer.sh"), disk];
            PairedRuns runs = PairedRuns.Measure(Runs, ours, peer);
            JsonElement assessment = JsonDocument.Parse(PairedRuns.Output(ours)).RootElement[0];

            Console.WriteLine($"disk                      {assessment.GetProperty("disk").GetProperty("virtualSize").GetInt64() / (1024 * MiB)} GiB, verdict {assessment.GetProperty("verdict")}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes read                {assessment.GetProperty("statistics").GetProperty("bytesRead").GetInt64() / (double)MiB:F1} MiB, hives included"));
            Console.WriteLine($"time inside the process   {assessment.GetProperty("statistics").GetProperty("elapsedMilliseconds")} ms");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole process, ratio      {runs.Ratio:F2} of the peer's time (medians of {Runs}; {runs.First.TotalMilliseconds:F0} ms and {runs.Second.TotalMilliseconds:F0} ms here)"));
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>A full audit of each fixture as a process of its own: a goal of 1.0 s and 64 MiB.</summary>
    private static void MeasureFixtures(string program)
    {
        Console.WriteLine("| image | whole process | processor time | peak memory | and as JSON |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (string fixture in new[] { "windows2000-x86", "server2003r2-x86", "server2008r2-x64", "server2016-x64-gpt", "server2025-x64" })
        {
            string[] text = [program, "test", Fixtures.Get(fixture), "--exit-zero"], json = [.. text, "--output", "json"];
            PairedRuns runs = PairedRuns.Measure(Runs, text, json);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {fixture} | {runs.First.TotalMilliseconds:F0} ms | {runs.FirstProcessorTime.TotalMilliseconds / Runs:F0} ms | {PeakMemory.Of(text):F0} MiB | {PeakMemory.Of(json):F0} MiB |"));
        }
    }
}
