using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Benchmarks.Conversion;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Benchmarks.Upload;

/// <summary>The uploader against a target that costs nothing, beside a plain copy of the same file to a socket.</summary>
/// <remarks>In one process and in turn. The plain copy neither looks for zeros nor takes checksums.</remarks>
internal static class LoopbackBenchmark
{
    private const double MiB = 1024 * 1024;

    private const int Runs = 5;

    private const int CopyLength = 4 * 1024 * 1024;

    public static async Task<int> RunAsync()
    {
        string work = Directory.CreateTempSubdirectory("azlegacyos-bench-").FullName;
        try
        {
            await CompareAsync(DiskShape.All.Single(shape => shape.Length == (long)shape.PieceLength * shape.Pieces).WriteFixedVhd(work));
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task CompareAsync(string image)
    {
        using DiskImage disk = DiskImage.Open(image);
        var source = FixedVhdView.Of(disk, Guid.Empty, DateTime.UnixEpoch);
        var ratios = new List<(double Ratio, double Upload, double Copy)>();
        TimeSpan uploadProcessor = TimeSpan.Zero, copyProcessor = TimeSpan.Zero;
        for (int i = 0; i <= Runs; i++)
        {
            (double upload, TimeSpan uploading) = await TimeAsync(() => UploadAsync(source));
            (double copy, TimeSpan copying) = await TimeAsync(() => CopyAsync(image));
            if (i == 0) continue;
            ratios.Add((copy / upload, source.Length / MiB / upload, source.Length / MiB / copy));
            uploadProcessor += uploading;
            copyProcessor += copying;
        }

        (double ratio, double mine, double plain) = ratios.OrderBy(run => run.Ratio).ElementAt(Runs / 2);
        Console.WriteLine("| | rate, ratio to a plain copy | processor time, ratio | here: azlegacyos, plain copy |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| 2 GiB, all random data, to a socket that answers 201 | {ratio:F2} | {uploadProcessor / copyProcessor:F2} | {mine:F0} MiB/s, {plain:F0} MiB/s |"));
    }

    private static async Task<(double Seconds, TimeSpan Processor)> TimeAsync(Func<Task> work)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, Environment.CpuUsage.TotalTime - processor);
    }

    private static async Task UploadAsync(ByteSource source)
    {
        using var target = new NullTarget(source.Length);
        await DiskUploader.UploadAsync(source, target.Address);
    }

    private static async Task CopyAsync(string path)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task receiving = Task.Run(() =>
        {
            using Socket receiver = listener.AcceptSocket();
            byte[] buffer = new byte[NullTarget.BufferLength];
            while (receiver.Receive(buffer) > 0)
            {
            }
        });
        using (var sender = new TcpClient())
        {
            await sender.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
            using FileStream file = File.OpenRead(path);
            file.CopyTo(sender.GetStream(), CopyLength);
        }

        await receiving;
    }
}
