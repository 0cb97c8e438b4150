using System.Text.RegularExpressions;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>Many images in one run.</summary>
public sealed class FolderTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("16")]
    public async Task The_order_is_that_of_the_arguments_however_many_are_read_at_once(string throttle)
    {
        string[] images = [.. Enumerable.Range(0, 40).Select(i => Fixtures.Get(i % 3 == 0 ? "server2003r2-x86" : i % 3 == 1 ? "windows7-x86" : "windowsxp-x86-fat32"))];

        CommandRun run = await CommandRun.Of(["test", .. images, "--output", "json", "--throttle-limit", throttle]);

        Assert.Equal(images, run.Json.EnumerateArray().Select(assessment => assessment.GetProperty("path").GetString()));
        Assert.Contains("Judging 40 images", run.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_image_does_not_stop_the_others()
    {
        using var folder = new TemporaryFolder();
        string bad = folder.Combine("bad.vhd");
        await File.WriteAllBytesAsync(bad, new byte[100], TestContext.Current.CancellationToken);
        string good = Fixtures.Get("server2003r2-x86");

        CommandRun run = await CommandRun.Of("test", bad, good, "missing.vhd", bad, good, folder.Path);

        Assert.Equal(2, run.Output.Split('\n').Count(line => line.StartsWith("ReadyWithWarnings  ", StringComparison.Ordinal)));
        Assert.Single(Regex.Matches(run.Output, "No image tells:"));
        Assert.Equal(4, run.Error.Split('\n').Count(line => line.StartsWith("azlegacyos: ", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Unreadable, run.ExitCode);
    }

    [Fact]
    public async Task An_interruption_in_the_middle_ends_with_its_own_code()
    {
        // The last image never comes to its end.
        string image = Fixtures.Get("server2003r2-x86");
        using var server = new RangeServer(await File.ReadAllBytesAsync(image, TestContext.Current.CancellationToken));
        using var stop = new CancellationTokenSource();
        server.Fault = (_, _) =>
        {
            stop.Cancel();
            return new LoopbackAnswer(200) { IsSilent = true };
        };
        string[] images = [.. Enumerable.Repeat(image, 20), server.Address];

        CommandRun run = await CommandRun.Of(null, stop.Token, ["test", .. images, "--output", "json"]);

        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.Empty(run.Output);
    }
}
