using System.Globalization;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Benchmarks.Inspection;

/// <summary>Judging a folder of 100 images on two processors, beside the same on one. Needs taskset.</summary>
internal static class FolderBenchmark
{
    private const int Images = 100;

    private const int Runs = 7;

    public static int Run()
    {
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        try
        {
            string[] guests = [.. Fixtures.Expected.Where(pair => pair.Value.Guest is { Family: "Windows" }).Select(pair => Fixtures.Get(pair.Key)).Order(StringComparer.Ordinal)];
            string[] images = [.. Enumerable.Range(0, Images).Select(i => Link(work, i, guests[i % guests.Length]))];
            string product = Path.Combine(AppContext.BaseDirectory, "azlegacyos");
            string[] test = [product, "test", .. images, "--exit-zero"];

            PairedRuns runs = PairedRuns.Measure(Runs, ["taskset", "-c", "0", .. test], ["taskset", "-c", "0,1", .. test]);

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Images} images, one processor over two: {runs.Ratio:F2} of the time, {runs.ProcessorRatio:F2} of the processor time (medians of {Runs}; {runs.First.TotalMilliseconds:F0} ms and {runs.Second.TotalMilliseconds:F0} ms here)"));
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static string Link(string folder, int index, string image)
    {
        string link = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:D3}-{Path.GetFileName(image)}"));
        File.CreateSymbolicLink(link, image);
        return link;
    }
}
