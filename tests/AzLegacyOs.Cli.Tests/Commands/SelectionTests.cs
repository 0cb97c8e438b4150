using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary><c>--rule</c>, <c>--exclude-rule</c>, <c>--profile</c>, <c>--minimum-severity</c>: what is listed, never what is true.</summary>
public sealed class SelectionTests
{
    private static readonly string Generalized = Fixtures.Get("server2003-x86-generalized");

    [Theory]
    [InlineData("ALO3011", "--rule", "ALO3011")]
    [InlineData("ALO3011", "--rule", "alo30*", "--minimum-severity", "blocker")]
    [InlineData("ALO3011 ALO7011", "--rule", "ALO3011", "--rule", "ALO7011")]
    [InlineData("", "--rule", "ALO3011", "--exclude-rule", "ALO3*")]
    [InlineData("ALO7011", "--rule", "ALO3011", "--rule", "ALO7011", "--profile", "supported")]
    [InlineData("ALO3011 ALO7011", "--rule", "ALO3011", "--rule", "ALO7011", "--profile", "supported", "--profile", "Bootable")]
    public async Task Findings_are_listed_by_choice(string expected, params string[] options)
    {
        CommandRun run = await CommandRun.Of(["test", Generalized, "--output", "json", .. options]);

        Assert.Equal(expected, string.Join(' ', run.Json[0].GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("ruleId").GetString())));
        Assert.Equal("Blocked", run.Json[0].GetProperty("verdict").GetString());
        Assert.Equal(ExitCode.Blocked, run.ExitCode);
    }

    [Fact]
    public async Task What_was_left_out_and_counts_is_said()
    {
        CommandRun text = await CommandRun.Of("test", Generalized, "--exclude-rule", "ALO3011");
        Assert.Contains("Not selected, but counted in the verdict: Blockers 1,", text.Output);
        Assert.DoesNotContain("Not selected", (await CommandRun.Of("test", Generalized)).Output);

        JsonElement json = (await CommandRun.Of("test", Generalized, "--exclude-rule", "ALO3011", "--output", "json")).Json[0];
        Assert.Equal(1, json.GetProperty("leftOut").GetProperty("blockers").GetInt32());
    }

    [Theory]
    [InlineData("--rule", "ALO9999")]
    [InlineData("--exclude-rule", "5011")]
    [InlineData("--profile", "nice")]
    [InlineData("--minimum-severity", "bad")]
    [InlineData("--throttle-limit", "0")]
    [InlineData("--throttle-limit", "65")]
    public async Task A_mistyped_choice_is_wrong_usage_and_nothing_is_judged(string option, string value)
    {
        CommandRun run = await CommandRun.Of("test", Generalized, option, value);

        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
    }
}
