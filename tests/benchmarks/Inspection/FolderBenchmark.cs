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
            string product = Product.Publish(work);
            Measure(product, "fixtures", [.. Fixtures.Expected.Where(pair => pair.Value.Guest is { Family: "Windows" }).Select(pair => Fixtures.Get(pair.Key)).Order(StringComparer.Ordinal)], work);
            if (Corpus.IsPresent) Measure(product, "fixture with the SYSTEM hive of a real machine", [MakeReal(work)], work);
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Measure(string product, string name, string[] guests, string work)
    {
        string folder = Directory.CreateDirectory(Path.Combine(work, name)).FullName;
        string[] images = [.. Enumerable.Range(0, Images).Select(i => Link(folder, i, guests[i % guests.Length]))];
        string[] test = [product, "test", .. images, "--exit-zero"];
        PairedRuns runs = PairedRuns.Measure(Runs, ["taskset", "-c", "0", .. test], ["taskset", "-c", "0,1", .. test]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Images} images ({name}): on two processors {runs.Ratio:F2} times faster than on one, with {1 / runs.ProcessorRatio:F2} of its processor time (medians of {Runs}; {runs.Second.TotalMilliseconds:F0} ms and {runs.First.TotalMilliseconds:F0} ms here)"));
    }

    private static string MakeReal(string work)
    {
        string image = Path.Combine(work, "real.vhd");
        string script = Path.Combine(RepositoryRoot.Path, "tests", "benchmarks", "Inspection", "make-real-system.sh");
        PairedRuns.Output(["bash", script, Fixtures.Get("server2003r2-x86"), Corpus.Open("hives/xp-sp3-x86-physical.SYSTEM"), image]);
        return image;
    }

    private static string Link(string folder, int index, string image)
    {
        string link = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:D3}-{Path.GetFileName(image)}"));
        File.CreateSymbolicLink(link, image);
        return link;
    }
}
