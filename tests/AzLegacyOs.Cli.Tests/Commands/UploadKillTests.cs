using System.Diagnostics;
using System.Globalization;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>The process of an upload, killed at random points; the same command then goes on to an identical result.</summary>
/// <remarks>AZLEGACYOS_KILL_RUNS says how often; CONTRIBUTING has the command of the long run.</remarks>
public sealed class UploadKillTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const string Variable = "AZLEGACYOS_KILL_RUNS";

    private const int MiB = 1024 * 1024;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int runs) ? runs : 3;

    [Fact]
    public async Task Killed_at_any_point_it_goes_on_to_an_identical_result()
    {
        await azurite.StartAsync();
        using var folder = new TemporaryFolder();
        string image = folder.Combine("disk.raw");
        byte[] bytes = new byte[48 * MiB];
        new Random(5).NextBytes(bytes);
        Array.Clear(bytes, 10 * MiB, 9 * MiB);

        // A partition table, by which a raw file is known for a disk: one NTFS partition from 1 MiB on.
        Array.Clear(bytes, 0, 512);
        byte[] partition = [0x80, 0x20, 0x21, 0x00, 0x07, 0xFE, 0xFF, 0xFF, 0x00, 0x08, 0x00, 0x00, 0x00, 0x70, 0x01, 0x00];
        partition.CopyTo(bytes, 446);
        (bytes[510], bytes[511]) = (0x55, 0xAA);
        await File.WriteAllBytesAsync(image, bytes, TestContext.Current.CancellationToken);
        var random = new Random(11);
        int resumed = 0;
        for (int kill = 0, upload = 0; kill < Kills; upload++)
        {
            string name = $"killed-{upload}.vhd";
            string sas = azurite.Sas(name, "rcw");

            // Each upload is killed up to five times before it may end; the bound makes it last long enough to be hit anywhere.
            for (int times = random.Next(1, 6); times > 0 && kill < Kills; times--, kill++)
            {
                using Process process = Start(folder.Path, image, sas, "--max-bytes-per-second", (16 * MiB).ToString(CultureInfo.InvariantCulture));
                Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await Task.Delay(random.Next(300, 4000), TestContext.Current.CancellationToken);
                if (!process.HasExited) process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                if ((await error).Contains("goes on", StringComparison.Ordinal)) resumed++;
            }

            await FinishAsync(folder.Path, image, sas);
            byte[] stored = await azurite.ReadAsync(name);
            Assert.True(bytes.AsSpan().SequenceEqual(stored.AsSpan(0, bytes.Length)), $"{name} differs.");
            Assert.True("conectix"u8.SequenceEqual(stored.AsSpan(bytes.Length, 8)));
        }

        Assert.Empty(Directory.GetFiles(folder.Path, "*.journal", SearchOption.AllDirectories));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {resumed} uploads taken up again before the last.");
    }

    private static async Task FinishAsync(string state, string image, string sas)
    {
        using Process process = Start(state, image, sas);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == ExitCode.Done, await output + await error);
    }

    private static Process Start(string state, string image, string sas, params string[] more) => System.Diagnostics.Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(ExitCode).Assembly.Location, "upload", image, "--sas-uri", sas, "--force", .. more])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["AZLEGACYOS_STATE"] = state },
    })!;
}
