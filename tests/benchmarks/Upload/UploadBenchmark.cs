using System.Globalization;
using System.Text.Json;
using AzLegacyOs.Benchmarks.Conversion;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Benchmarks.Upload;

/// <summary>Uploading a fixed VHD to the storage emulator, beside the Azure CLI; and a large disk beside a small one with the same data.</summary>
internal static class UploadBenchmark
{
    private const double MiB = 1024 * 1024;

    private const int Runs = 3;

    private const int PieceLength = 512 * 1024;

    private const int Pieces = 600;

    private const int FooterLength = 512;

    private static readonly DiskShape Small = new("2 GiB, 300 MiB of data scattered", 2L << 30, PieceLength, Pieces);

    private static readonly DiskShape Large = new("64 GiB, 300 MiB of data scattered", 64L << 30, PieceLength, Pieces);

    public static async Task<int> RunAsync()
    {
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        await using var azurite = new Azurite();
        try
        {
            Environment.SetEnvironmentVariable("AZLEGACYOS_STATE", Path.Combine(work, "state"));
            await azurite.StartAsync();
            string product = Product.Publish(work), small = Small.WriteFixedVhd(work), large = Large.WriteFixedVhd(work);
            await CompareAsync(azurite, product, small);
            Grow(azurite, product, small, large);
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task CompareAsync(Azurite azurite, string product, string image)
    {
        string[] ours = Upload(product, image, azurite.Sas("ours.vhd", "rcw"));
        string[] peer =
        [
            "az", "storage", "blob", "upload", "--type", "page", "--file", image, "--container-name", Azurite.Container, "--name", "theirs.vhd",
            "--connection-string", azurite.ConnectionString, "--only-show-errors", "--no-progress",
        ];
        PairedRuns runs = PairedRuns.Measure(Runs, ours, peer, before: () => RemoveAll(azurite));
        await RequireEqualAsync(azurite, "theirs.vhd", image);
        RemoveAll(azurite);
        using var result = JsonDocument.Parse(PairedRuns.Output(ours));
        await RequireEqualAsync(azurite, "ours.vhd", image);
        RemoveAll(azurite);
        double peak = PeakMemory.Of(ours);
        Console.WriteLine("| disk | time, ratio to az | here: azlegacyos, az | page data sent, ideal | page requests, ideal | peak memory |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Small.Name} | {runs.Ratio:F2} | {runs.First.TotalSeconds:F1} s, {runs.Second.TotalSeconds:F1} s | {result.RootElement.GetProperty("uploadedBytes").GetInt64() / MiB:F1} MiB, {(double)PieceLength * Pieces / MiB:F1} MiB | {result.RootElement.GetProperty("requests").GetInt64()}, {Pieces + 1} | {peak:F0} MiB |"));
        Console.WriteLine();
    }

    private static void Grow(Azurite azurite, string product, string small, string large)
    {
        PairedRuns runs = PairedRuns.Measure(
            Runs, Upload(product, large, azurite.Sas("large.vhd", "rcw")), Upload(product, small, azurite.Sas("ours.vhd", "rcw")), before: () => RemoveAll(azurite));
        RemoveAll(azurite);
        Console.WriteLine("| disk | time, ratio to 2 GiB with the same data | here |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Large.Name} | {runs.Ratio:F2} | {runs.First.TotalSeconds:F1} s, {runs.Second.TotalSeconds:F1} s |"));
        Console.WriteLine();
    }

    // The disks hold no Windows, which --force goes past.
    private static string[] Upload(string product, string image, string address) => [product, "upload", image, "--sas-uri", address, "--force", "--output", "json"];

    private static void RemoveAll(Azurite azurite)
    {
        foreach (string name in (string[])["ours.vhd", "theirs.vhd", "large.vhd"]) azurite.RemoveAsync(name).GetAwaiter().GetResult();
    }

    // Each program writes a footer of its own; the disk before it has to be the same.
    private static async Task RequireEqualAsync(Azurite azurite, string name, string image)
    {
        await using Stream stored = await azurite.OpenReadAsync(name);
        await using FileStream file = File.OpenRead(image);
        byte[] one = new byte[1024 * 1024], two = new byte[one.Length];
        for (long left = file.Length - FooterLength; left > 0; left -= one.Length)
        {
            await file.ReadExactlyAsync(one);
            await stored.ReadExactlyAsync(two);
            if (!one.AsSpan().SequenceEqual(two)) throw new InvalidOperationException($"{name} is not {image} before offset {file.Position}.");
        }
    }
}
