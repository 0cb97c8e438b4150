using System.Globalization;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Benchmarks.Conversion;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Benchmarks.Upload;

/// <summary>The uploader against a socket that takes so many bytes and requests in a second and refuses the rest with 503.</summary>
/// <remarks>The goals are nine tenths of the budget and less than 2 % refused; it fails where one is missed. Its time is that of the budget.</remarks>
internal static class BudgetBenchmark
{
    private const int MiB = 1024 * 1024;

    private const double LeastUsed = 0.9, MostRefused = 0.02;

    private static readonly DiskShape Dense = new("4 GiB, all random data", 4L << 30, MiB, 4096);

    private static readonly DiskShape Scattered = new("64 GiB, 256 MiB of data in pieces of 64 KiB", 64L << 30, 64 * 1024, 4096);

    public static async Task<int> RunAsync()
    {
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        try
        {
            Console.WriteLine("| disk | bytes and requests per second | of the budget used | requests refused |");
            Console.WriteLine("| --- | --- | --- | --- |");
            bool isDense = await MeasureAsync(Dense, work, 60 * MiB, 500), isScattered = await MeasureAsync(Scattered, work, 60 * MiB, 60);
            return isDense && isScattered ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(DiskShape shape, string work, int bytesPerSecond, int requestsPerSecond)
    {
        string image = shape.WriteFixedVhd(work);
        using DiskImage disk = DiskImage.Open(image);
        var source = FixedVhdView.Of(disk, Guid.Empty, DateTime.UnixEpoch);
        var budget = new ServiceBudget(bytesPerSecond, requestsPerSecond);
        using var target = new NullTarget(source.Length, budget);
        await DiskUploader.UploadAsync(source, target.Address);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape.Name} | {bytesPerSecond / MiB} MiB, {requestsPerSecond} | {budget.Used:P1} | {budget.RequestsRefused} of {budget.RequestsTaken + budget.RequestsRefused}, {budget.Refused:P2} |"));
        File.Delete(image);
        return budget.Used >= LeastUsed && budget.Refused < MostRefused;
    }
}
