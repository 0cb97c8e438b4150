using System.Diagnostics;
using System.Globalization;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Benchmarks.Conversion;

/// <summary>Images of 2 TiB with little data: opening them and listing where their data is, inside the process, and converting them to a fixed VHD.</summary>
internal static class ListingBenchmark
{
    private const int Runs = 15;

    private static readonly (string Name, string Format, string Size)[] Formats =
    [
        ("dynamic VHD", "vpc", "2040G"),
        ("VHDX", "vhdx", "2T"),
        ("VMDK", "vmdk", "2T"),
        ("qcow2", "qcow2", "2T"),
        ("VDI", "vdi", "2T"),
    ];

    public static int Run()
    {
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        try
        {
            string product = Product.Publish(work);
            Console.WriteLine("| image | runs of data | open and list | convert | peak memory of converting |");
            Console.WriteLine("| --- | --- | --- | --- | --- |");
            foreach ((string name, string format, string size) in Formats)
            {
                string image = Path.Combine(work, "disk." + format);
                PairedRuns.Output(["qemu-img", "create", "-q", "-f", format, image, size]);

                // A run of data every 8 GiB, so that every part of the tables is met.
                IEnumerable<string> writes = Enumerable.Range(0, 255).SelectMany(i => new[] { "-c", $"write -q -P 7 {i * 8}G 64k" });
                PairedRuns.Output(["qemu-io", "-f", format, .. writes, image]);

                Time(image, out int extents);
                List<TimeSpan> times = [.. Enumerable.Range(0, Runs).Select(_ => Time(image, out extents)).Order()];
                string output = Path.Combine(work, "out.vhd");
                long start = Stopwatch.GetTimestamp();
                double peak = PeakMemory.Of([product, "convert", image, output]);
                TimeSpan converted = Stopwatch.GetElapsedTime(start);
                File.Delete(output);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name}, {size[..^1]} {(size[^1] == 'T' ? "TiB" : "GiB")} | {extents} | {times[Runs / 2].TotalMilliseconds:F1} ms | {converted.TotalMilliseconds:F0} ms | {peak:F0} MiB |"));
                File.Delete(image);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static TimeSpan Time(string path, out int extents)
    {
        long start = Stopwatch.GetTimestamp();
        using DiskImage image = DiskImage.Open(path);
        extents = image.GetExtents(0, image.Length).Count();
        return Stopwatch.GetElapsedTime(start);
    }
}
