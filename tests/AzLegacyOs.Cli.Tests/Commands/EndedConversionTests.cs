using System.Diagnostics;
using System.Runtime.InteropServices;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>A process that is ended while it converts. Its source is a server that falls silent, so that it never comes to the end by itself.</summary>
public sealed class EndedConversionTests
{
    private const int Interrupt = 2;
    private const int Kill = 9;

    // The source is silent for longer than this before a reader gives it up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>By the signals that the kernel says this process ignores; a system that does not tell has none.</summary>
    private static bool IsInterruptIgnored =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;

    [Fact]
    public async Task Ctrl_C_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Interrupted, await EndAsync(folder, Interrupt));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task What_a_killed_process_leaves_is_cleared_away_by_the_next_run()
    {
        using var folder = new TemporaryFolder();
        await EndAsync(folder, Kill);
        Assert.EndsWith(".partial", Assert.Single(Directory.GetFiles(folder.Path)));

        using Process process = Start(Fixtures.Get("server2003r2-x86"), folder.Combine("out.vhd"));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, process.ExitCode);
        Assert.Equal([folder.Combine("out.vhd")], Directory.GetFiles(folder.Path));
    }

    private static async Task<int> EndAsync(TemporaryFolder folder, int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        Assert.SkipWhen(signal == Interrupt && IsInterruptIgnored, "Interrupts are ignored here, as in what a shell starts in the background, and programs inherit that.");
        using var server = new RangeServer(await File.ReadAllBytesAsync(Fixtures.Get("server2003r2-x86")));
        // Opening takes fewer requests than this; then the copying has begun.
        server.FallSilentAfter(6);
        using Process process = Start(server.Address, folder.Combine("out.vhd"));
        DateTime giveUp = DateTime.UtcNow + Patience;
        while (!Directory.GetFiles(folder.Path, "*.partial").Any(file => new FileInfo(file).Length > 0))
        {
            Assert.True(DateTime.UtcNow < giveUp && !process.HasExited, "The conversion did not begin.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, SendSignal(process.Id, signal));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static Process Start(string image, string target)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "azlegacyos.dll"), "convert", image, target]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
