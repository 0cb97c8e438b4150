using System.Diagnostics;
using System.Globalization;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Writing;

namespace AzLegacyOs.Benchmarks.Conversion;

/// <summary>Converting dynamic images to a fixed VHD, beside qemu-img: as a whole process, and inside one that runs already, as a cmdlet does.</summary>
internal static class ConversionBenchmark
{
    private const int Runs = 5;

    private static readonly (string Name, string Format, string[] Options)[] Formats =
    [
        ("dynamic VHD", "vpc", ["-o", "subformat=dynamic,force_size=on"]),
        ("VHDX", "vhdx", []),
        ("VMDK", "vmdk", []),
        ("qcow2", "qcow2", []),
    ];

    public static int Run()
    {
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        try
        {
            string product = Product.Publish(work);
            Console.WriteLine("| disk | from | time, ratio to qemu-img | in a session, ratio | processor time, ratio | here: azlegacyos, in a session, qemu-img | peak memory: azlegacyos, qemu-img |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
            foreach (DiskShape shape in DiskShape.All) Measure(shape, product, work);
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Measure(DiskShape shape, string product, string work)
    {
        string raw = Path.Combine(work, "disk.raw"), output = Path.Combine(work, "out.vhd");
        shape.Write(raw);
        foreach ((string name, string format, string[] options) in Formats)
        {
            string image = Path.Combine(work, "disk." + format);
            PairedRuns.Output(["qemu-img", "convert", "-f", "raw", "-O", format, .. options, raw, image]);
            string[] ours = [product, "convert", image, output];
            string[] peer = ["qemu-img", "convert", "-f", format, "-O", "vpc", "-o", "subformat=fixed,force_size=on", image, output];

            // Both write a new file each time; removing the last one is not their work.
            PairedRuns runs = PairedRuns.Measure(Runs, ours, peer, before: () => File.Delete(output));
            TimeSpan session = PairedRuns.Median([.. Enumerable.Range(0, Runs).Select(_ => TimeInSession(image, output))]);
            File.Delete(output);
            double theirs = PeakOf(peer, output), mine = PeakOf(ours, output);
            PairedRuns.Output(["qemu-img", "compare", "-f", "raw", "-F", "vpc", raw, output]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {shape.Name} | {name} | {runs.Ratio:F2} | {session / runs.Second:F2} | {runs.ProcessorRatio:F2} | {runs.First.TotalMilliseconds:F0} ms, {session.TotalMilliseconds:F0} ms, {runs.Second.TotalMilliseconds:F0} ms | {mine:F0} MiB, {theirs:F0} MiB |"));
            File.Delete(output);
            File.Delete(image);
        }

        File.Delete(raw);
    }

    private static double PeakOf(string[] command, string output)
    {
        File.Delete(output);
        return PeakMemory.Of(command);
    }

    private static TimeSpan TimeInSession(string path, string output)
    {
        File.Delete(output);
        long start = Stopwatch.GetTimestamp();
        using (DiskImage image = DiskImage.Open(path)) ImageConversion.Convert(image, output, new ConversionOptions());
        return Stopwatch.GetElapsedTime(start);
    }
}
