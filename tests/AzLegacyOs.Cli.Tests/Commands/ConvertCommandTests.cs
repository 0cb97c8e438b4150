using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

public sealed class ConvertCommandTests
{
    [Fact]
    public async Task A_dynamic_unaligned_VHD_becomes_one_that_can_be_uploaded_as_it_is()
    {
        using var folder = new TemporaryFolder();
        string converted = folder.Combine("fixed.vhd");
        CommandRun run = await CommandRun.Of("convert", Fixtures.Get("server2003r2-x86"), converted, "--verify", "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        JsonNames.AssertHas(run.Json, "path diskLength fileLength bytesRead isVerified");
        Assert.Equal(49 * 1024 * 1024, run.Json.GetProperty("diskLength").GetInt64());
        CommandRun judged = await CommandRun.Of("test", converted, "--as-is", "--output", "json");
        Assert.Equal("ReadyWithWarnings", judged.Json[0].GetProperty("verdict").GetString());
        Assert.Equal("Fixed", judged.Json[0].GetProperty("disk").GetProperty("subformat").GetString());
    }

    [Fact]
    public async Task What_is_left_out_is_said_for_each_volume()
    {
        using var folder = new TemporaryFolder();
        string image = Fixtures.Get("server2003r2-x86");
        CommandRun json = await CommandRun.Of("convert", image, folder.Combine("a.vhd"), "--skip-free-space", "--verify", "--output", "json");
        Assert.Equal(ExitCode.Done, json.ExitCode);
        JsonElement volume = json.Json.GetProperty("skipped")[0];
        JsonNames.AssertHas(volume, "partition offset fileSystem label freeBytes pageFileBytes swapFileBytes hibernationFileBytes hasShadowCopies leftWhole");
        Assert.True(volume.GetProperty("freeBytes").GetInt64() > 0, volume.GetRawText());
        CommandRun text = await CommandRun.Of("convert", image, folder.Combine("b.vhd"), "--skip-free-space");
        Assert.Contains("of free clusters", text.Output);
        CommandRun plain = await CommandRun.Of("convert", image, folder.Combine("c.vhd"), "--output", "json");
        Assert.Empty(plain.Json.GetProperty("skipped").EnumerateArray());
    }

    [Theory]
    [InlineData("dynamicvhd", "Vhd")]
    [InlineData("raw", "Raw")]
    public async Task It_can_become_another_format(string target, string format)
    {
        using var folder = new TemporaryFolder();
        string converted = folder.Combine("converted");
        Assert.Equal(ExitCode.Done, (await CommandRun.Of("convert", Fixtures.Get("server2008r2-x64"), converted, "--to", target)).ExitCode);
        CommandRun judged = await CommandRun.Of("test", converted, "--output", "json");
        Assert.Equal(format, judged.Json[0].GetProperty("disk").GetProperty("format").GetString());
        Assert.Equal("WindowsServer2008R2", judged.Json[0].GetProperty("guest").GetProperty("release").GetString());
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_on_request_alone()
    {
        using var folder = new TemporaryFolder();
        string taken = folder.Combine("taken.vhd");
        await File.WriteAllTextAsync(taken, "mine", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Unreadable, (await CommandRun.Of("convert", Fixtures.Get("server2003r2-x86"), taken)).ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(taken, TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Done, (await CommandRun.Of("convert", Fixtures.Get("server2003r2-x86"), taken, "--overwrite")).ExitCode);
    }

    [Fact]
    public async Task An_interruption_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = await CommandRun.Of(null, new CancellationToken(canceled: true), "convert", Fixtures.Get("server2003r2-x86"), folder.Combine("a.vhd"));
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
