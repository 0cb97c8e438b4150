using AzLegacyOs.Cli.Tests.Support;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>What is wrong with a way of signing in is said before anything is sent.</summary>
public sealed class SignInTests
{
    [Theory]
    [InlineData("--tenant-id", "--auth", "serviceprincipal")]
    [InlineData("--client-id", "--auth", "serviceprincipal", "--tenant-id", "t")]
    [InlineData("UsGovernment", "--cloud", "Mars")]
    [InlineData("workloadidentity", "--auth", "password")]
    public async Task It_is_wrong_usage_and_says_what_is_needed(string words, params string[] options)
    {
        CommandRun run = await CommandRun.Of(["status", "--all-vms", .. options]);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains(words, run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task No_option_takes_a_secret() =>
        Assert.DoesNotMatch("--(secret|password|client-secret|token)", (await CommandRun.Of("status", "--help")).Output);
}
