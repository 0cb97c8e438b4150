using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

public sealed class StatusCommandTests
{
    [Fact]
    public async Task A_name_gives_each_architecture()
    {
        CommandRun run = await CommandRun.Of("status", "--os", "Windows Server 2003 R2", "--output", "json");
        Assert.Equal(["X86", "X64"], run.Json.EnumerateArray().Select(status => status.GetProperty("architecture").GetString()));
        Assert.All(run.Json.EnumerateArray(), AssessmentContract.CheckStatus);
        Assert.Equal(ExitCode.Done, run.ExitCode);
    }

    [Fact]
    public async Task An_architecture_narrows_it()
    {
        CommandRun run = await CommandRun.Of("status", "--os", "2003 r2", "--architecture", "x86", "--output", "json");
        JsonElement status = Assert.Single(run.Json.EnumerateArray());
        Assert.Equal("SpecializedOnly", status.GetProperty("imageState").GetString());
        Assert.Equal("No", status.GetProperty("agentCapable").GetString());
        Assert.Equal("2015-07-14", status.GetProperty("endOfSupport").GetString());
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("--output", "json")]
    public async Task Without_a_name_the_whole_matrix_is_given(params string[] options)
    {
        CommandRun run = await CommandRun.Of(["status", .. options]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("Windows NT 4.0", run.Output);
        Assert.Contains("Windows Server 2025", run.Output);
    }

    [Fact]
    public async Task The_same_question_on_another_day_has_another_answer()
    {
        async Task<string?> Ask(string day) =>
            (await CommandRun.Of("status", "--os", "Windows Server 2008 R2", "--as-of", day, "--output", "json")).Json[0].GetProperty("osSupported").GetString();
        Assert.Equal("Yes", await Ask("2019-06-01"));
        Assert.NotEqual("Yes", await Ask("2026-06-01"));
    }

    [Fact]
    public async Task An_image_is_answered_for_the_guest_on_it()
    {
        CommandRun run = await CommandRun.Of("status", "--vhd", Fixtures.Get("windowsxp-x86-fat32"), "--output", "json");
        Assert.Equal("WindowsXP", Assert.Single(run.Json.EnumerateArray()).GetProperty("release").GetString());
    }

    [Fact]
    public async Task An_image_without_a_guest_is_unknown()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = await CommandRun.Of("status", "--vhd", EmptyDisk.Make(folder), "--output", "json");
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
        Assert.Empty(run.Json.EnumerateArray());
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_says_so() =>
        Assert.Equal(ExitCode.Unreadable, (await CommandRun.Of("status", "--vhd", "missing.vhd")).ExitCode);

    [Fact]
    public async Task An_unknown_name_is_wrong_usage_and_the_known_ones_are_told()
    {
        CommandRun run = await CommandRun.Of("status", "--os", "OS/2");
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains("Windows Server 2003 R2", run.Error);
    }

    [Fact]
    public async Task Text_names_the_ground_of_each_answer()
    {
        CommandRun run = await CommandRun.Of("status", "--os", "Windows Server 2003 R2", "--architecture", "x86");
        Assert.Contains("Can the Azure VM agent run in it?", run.Output);
        Assert.Contains("https://", run.Output);
        Assert.DoesNotContain(run.Output.Split('\n'), line => line.Length > 120 && !line.Contains("https://"));
    }
}
